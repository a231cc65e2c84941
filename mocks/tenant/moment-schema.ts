import { realDate } from '../../contracts/real-date.ts'

const time = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?'
const zone = '(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)'

/** A moment as text. */
export const momentSchema = {
  type: 'string',
  pattern: `^${realDate}[Tt]${time}${zone}$`,
  expected: 'an ISO 8601 moment that exists, with its zone, such as 2026-02-01T00:00:00Z',
} as const

/** The epoch milliseconds of a moment. RFC 3339 §5.6 allows small letters, which Date does not know. */
export const momentMs = (moment: string): number => Date.parse(moment.toUpperCase())
