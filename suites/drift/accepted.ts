import { didYouMean } from '../../contracts/near-name.ts'
import { wordOf } from '../../contracts/word.ts'
import type { Difference } from './difference.ts'
import { isNode } from './document.ts'

/** Differences that may stay, and why. A star in a pattern stands for anything. */
export interface Acceptance {
  readonly rule?: string
  readonly operation?: string
  readonly where?: string
  readonly what?: string
  readonly published?: string
  readonly contract?: string
  readonly reason: string
}

const patterns = ['rule', 'operation', 'where', 'what', 'published', 'contract'] as const

const fields = [...patterns, 'reason']

function readOne(value: unknown, index: number): Acceptance {
  const at = `entry ${index + 1}`
  if (!isNode(value)) throw new TypeError(`${at} must be an object with ${fields.join(', ')}`)
  for (const [field, part] of Object.entries(value)) {
    if (!fields.includes(field))
      throw new TypeError(`${at} has an unknown field ${JSON.stringify(wordOf(field))}.${didYouMean(field, fields)}`)
    if (typeof part !== 'string' || part.trim() === '')
      throw new TypeError(`${at}: ${field} must be a text; quote numbers`)
  }
  if (value.reason === undefined) throw new TypeError(`${at} has no reason; every accepted difference needs one`)
  if (!patterns.some((field) => value[field] !== undefined))
    throw new TypeError(`${at} would accept everything; name at least one of ${patterns.join(', ')}`)
  return value as unknown as Acceptance // every field was looked at
}

/**
 * Reads a list of accepted differences.
 * @throws TypeError that names the entry and what is wrong with it
 */
export function readAccepted(value: unknown): readonly Acceptance[] {
  if (!Array.isArray(value)) throw new TypeError('It must be a list of accepted differences')
  return value.map(readOne)
}

function patternOf(text: string): (value: string) => boolean {
  const parts = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const pattern = new RegExp(`^${parts.join('[^]*')}$`)
  return (value) => pattern.test(value)
}

/** Makes the function that says whether an entry accepts a difference. */
export function acceptanceOf(acceptance: Acceptance): (difference: Difference) => boolean {
  const tests = patterns.flatMap((field) => {
    const pattern = acceptance[field]
    return pattern === undefined ? [] : [[field, patternOf(pattern)] as const]
  })
  return (difference) => tests.every(([field, matches]) => matches(difference[field]))
}
