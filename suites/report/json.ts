import { clip } from './clip.ts'

/** No text of a report is longer: what is cut says how long it was. */
const longestText = 4_096

/** Characters that JSON leaves as they are and a terminal obeys, or that turn a line around. */
const acting = /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('')

/** Writes JSON that a terminal and a reader can bear: indented, no text longer than 4,096 letters, in ASCII where characters act. */
export function boundedJson(value: object): string {
  const bounded = (_: string, part: unknown) => (typeof part === 'string' ? clip(part, longestText) : part)
  return `${JSON.stringify(value, bounded, 2).replace(acting, escaped)}\n`
}

/** Writes a report as JSON, so that two of them can be compared line by line. */
export const jsonReport = (report: {
  readonly verdicts: readonly unknown[]
  readonly [field: string]: unknown
}): string => boundedJson(report)
