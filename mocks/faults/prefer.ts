import { parseDictionary, Token } from 'structured-headers'
import { errorCodes, errorRow, isErrorCode } from '../../contracts/errors.ts'
import { didYouMean, nearName } from '../../contracts/near-name.ts'
import { readInput } from '../../contracts/read-input.ts'
import { wordOf } from '../../contracts/word.ts'
import { faultValidators } from '../generated/fault-validators.js'
import { asFault } from './fault.ts'
import type { RequestedFault } from './header.ts'
import { isRedirectStatus, isSuccessStatus } from './named-statuses.ts'

const refusal = (issue: string, status: 400 | 422 = 422): RequestedFault => ({
  status,
  problem: { field: 'Prefer', issue },
})

const expected = 'expected code=<status>, as in code=503, example=MEMORY_LIMIT_EXCEEDED'

type Preferences = Map<string, { readonly value: unknown; readonly parameters: readonly string[] }>

/** The preferences of a header, each by itself: whoever wrote one that cannot be read wrote it for somebody else. */
function membersOf(value: string): string[] {
  return value.match(/(?:"(?:[^"\\]|\\.)*"|[^,"]|")+/g) ?? []
}

/** Where a preference stands more than once, its first instance counts (RFC 7240 §2). Undefined when one of ours cannot be read. */
function readPreferences(value: string): Preferences | undefined {
  const preferences: Preferences = new Map()
  for (const member of membersOf(value)) {
    let read: ReturnType<typeof parseDictionary>
    try {
      read = parseDictionary(member.trim())
    } catch {
      if (isOurs.test(member)) return undefined
      continue
    }
    for (const [key, [item, parameters]] of read) {
      const value = item instanceof Token ? item.toString() : item
      if (!preferences.has(key)) preferences.set(key, { value, parameters: [...parameters.keys()] })
    }
  }
  return preferences
}

const isOurs = /(^|[,\s])(code|example)\s*([=,;]|$)/i

/**
 * Reads `Prefer: code=<status>[, example=<CODE>]`, the way OpenAPI mocks are asked for a certain answer. A `Prefer` that
 * speaks of neither is about something else (RFC 7240 §2: unknown preferences are ignored) and asks for no fault.
 */
export function readPrefer(value: string): RequestedFault | undefined {
  if (!isOurs.test(value)) return undefined
  const preferences = readPreferences(value)
  if (!preferences) return refusal(`Cannot be read; ${expected}`, 400)
  const code = preferences.get('code')?.value
  if (code === undefined) return refusal(`example needs code beside it; ${expected}`)
  const status = typeof code === 'string' && /^\d{3}$/.test(code) ? Number(code) : code
  if (isRedirectStatus(status) || isSuccessStatus(status))
    return refusal(`code: ${status} takes more than Prefer can say; the header Mock-Fault does`)
  const read = readInput(faultValidators.StatusFault, { status })
  if ('problem' in read) return refusal(`code: ${read.problem.issue}`)
  const problem = unknownPreference(preferences)
  if (problem) return refusal(problem)
  const example = preferences.get('example')?.value
  if (example === undefined) return { fault: asFault(read.input) }
  if (!isErrorCode(example))
    return refusal(`example: ${wordOf(example)} is not a known error code.${didYouMean(wordOf(example), errorCodes)}`)
  const row = errorRow(example)
  if (row.status !== read.input.status && !row.acceptedStatuses.includes(read.input.status))
    return refusal(
      `example: ${example} is not sent with status ${status} but with ${[row.status, ...row.acceptedStatuses].join(', ')}`,
    )
  return { fault: { error: example, status: read.input.status } }
}

/** What would be lost in silence: parameters of ours, and a preference that is all but named like one of ours. */
function unknownPreference(preferences: Preferences): string | undefined {
  for (const [key, { parameters }] of preferences) {
    const isOneOfOurs = key === 'code' || key === 'example'
    const [parameter] = parameters
    if (isOneOfOurs && parameter !== undefined)
      return `${key} takes no parameter ${wordOf(parameter)}; the header Mock-Fault takes overrides`
    if (!isOneOfOurs && nearName(wordOf(key), ['example']))
      return `${wordOf(key)} is not a known preference. Did you mean example?`
  }
  return undefined
}
