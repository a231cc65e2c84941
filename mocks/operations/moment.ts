/** Epoch milliseconds of a date and time; one without a zone is UTC, as the API's framework reads it. */
export function momentOf(text: string): number {
  const hasZone = /(?:z|[+-]\d\d:?\d\d)$/i.test(text)
  return Date.parse((hasZone ? text : `${text}Z`).replace(' ', 'T'))
}
