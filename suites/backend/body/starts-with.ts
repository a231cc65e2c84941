/** Whether some bytes begin with these. */
export const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((value, index) => bytes[index] === value)
