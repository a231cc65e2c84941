/** Error codes of HTTP/2 (RFC 9113 §7), as far as they are sent here. */
export const errorCodes = {
  NO_ERROR: 0,
  INTERNAL_ERROR: 2,
  REFUSED_STREAM: 7,
  CANCEL: 8,
} as const
