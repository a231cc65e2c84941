import { parseDictionary, Token } from 'structured-headers'
import { errorCodes, errorRow, isErrorCode } from '../../contracts/errors.ts'
import { didYouMean, nearName } from '../../contracts/near-name.ts'
import { readInput } from '../../contracts/read-input.ts'
import { wordOf } from '../../contracts/word.ts'
import { faultValidators } from '../generated/fault-validators.js'
import { asFault } from './fault.ts'
import type { RequestedFault } from './header.ts'

const refusal = (issue: string, status: 400 | 422 = 422): RequestedFault => ({
  status,
  problem: { field: 'Prefer', issue },
})

const expected = 'expected code=<status>, as in code=503, example=MEMORY_LIMIT_EXCEEDED'

/**
 * Reads `Prefer: code=<status>[, example=<CODE>]`, the way OpenAPI mocks are asked for a certain answer. A `Prefer` that
 * speaks of neither is about something else (RFC 7240 §2: unknown preferences are ignored) and asks for no fault.
 */
export function readPrefer(value: string): RequestedFault | undefined {
  if (!/(^|[,\s])(code|example)\s*([=,;]|$)/i.test(value)) return undefined
  let preferences: ReturnType<typeof parseDictionary>
  try {
    preferences = parseDictionary(value)
  } catch {
    return refusal(`Cannot be read; ${expected}`, 400)
  }
  const bare = (key: string): unknown => {
    const [item] = preferences.get(key) ?? []
    return item instanceof Token ? item.toString() : item
  }
  const code = bare('code')
  if (code === undefined) return refusal(`example needs code beside it; ${expected}`)
  const status = typeof code === 'string' && /^\d{3}$/.test(code) ? Number(code) : code
  const read = readInput(faultValidators.StatusFault, { status })
  if ('problem' in read) return refusal(`code: ${read.problem.issue}`)
  const problem = unknownPreference(preferences)
  if (problem) return refusal(problem)
  const example = bare('example')
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
function unknownPreference(preferences: ReturnType<typeof parseDictionary>): string | undefined {
  for (const [key, [, parameters]] of preferences) {
    const isOurs = key === 'code' || key === 'example'
    const [parameter] = parameters.keys()
    if (isOurs && parameter !== undefined)
      return `${key} takes no parameter ${wordOf(parameter)}; the header Mock-Fault takes overrides`
    if (!isOurs && nearName(wordOf(key), ['example']))
      return `${wordOf(key)} is not a known preference. Did you mean example?`
  }
  return undefined
}
