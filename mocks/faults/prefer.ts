import { parseDictionary, Token } from 'structured-headers'
import { errorCodes, errorRow, isErrorCode } from '../../contracts/errors.ts'
import { didYouMean } from '../../contracts/near-name.ts'
import type { RequestedFault } from './header.ts'
import { faultOfStatus, statusIssue } from './read-fault.ts'
import { wordOf } from './word.ts'

const refusal = (issue: string, status: 400 | 422 = 422): RequestedFault => ({
  status,
  problem: { field: 'Prefer', issue },
})

/**
 * Reads `Prefer: code=<status>[, example=<CODE>]`, the way OpenAPI mocks are asked for a certain answer. A `Prefer` without
 * `code` is about something else (RFC 7240 §2: unknown preferences are ignored) and asks for no fault.
 */
export function readPrefer(value: string): RequestedFault | undefined {
  if (!/(^|[,\s])code\s*=/i.test(value)) return undefined
  let preferences: ReturnType<typeof parseDictionary>
  try {
    preferences = parseDictionary(value)
  } catch {
    return refusal('Cannot be read; expected code=<status>, as in code=503, example=MEMORY_LIMIT_EXCEEDED', 400)
  }
  const word = (key: string): unknown => {
    const bare = preferences.get(key)?.[0]
    return bare instanceof Token ? bare.toString() : bare
  }
  const status = Number(word('code'))
  const fault = faultOfStatus(status)
  if (!fault) return refusal(statusIssue(word('code')))
  const example = word('example')
  if (example === undefined) return { fault }
  if (!isErrorCode(example))
    return refusal(`example: ${wordOf(example)} is not a known error code.${didYouMean(wordOf(example), errorCodes)}`)
  const row = errorRow(example)
  if (row.status !== status && !row.acceptedStatuses.includes(status))
    return refusal(
      `example: ${example} is not sent with status ${status} but with ${[row.status, ...row.acceptedStatuses].join(', ')}`,
    )
  return { fault: { error: example, status } }
}
