import { type ErrorCode, errorCodes, errorRow, isErrorCode } from '../../contracts/errors.ts'
import { didYouMean } from '../../contracts/near-name.ts'
import { documentedStatuses, statusRows } from '../../contracts/statuses.ts'

/** Codes that are sent with a status, those whose own status it is first. */
function ofStatus(status: number): readonly ErrorCode[] {
  const own = errorCodes.filter((code) => errorRow(code).status === status)
  const accepted = errorCodes.filter((code) => errorRow(code).acceptedStatuses.includes(status))
  const found = [...new Set([...own, ...accepted])]
  if (found.length > 0) return found
  const success = statusRows.find((row) => row.status === status)
  if (success) throw new Error(`${status} ${success.title} is no error: ${success.meaning}`)
  throw new Error(`${status} is not a documented status; there are ${documentedStatuses.join(', ')}.`)
}

/**
 * The errors that a word means: a code in any case, a status, a part of a code, or a word of their meaning.
 * @throws Error that names the near code when there is none
 */
export function findErrors(word: string): readonly ErrorCode[] {
  if (/^\d+$/.test(word.trim())) return ofStatus(Number(word))
  const code = word
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_')
  if (isErrorCode(code)) return [code]
  const parts = errorCodes.filter((known) => code !== '' && known.includes(code))
  if (parts.length > 0) return parts
  const meant = errorCodes.filter((known) => {
    const { meaning, remedy } = errorRow(known)
    return code !== '' && `${meaning} ${remedy}`.toLowerCase().includes(word.trim().toLowerCase())
  })
  if (meant.length > 0) return meant
  throw new Error(
    `${JSON.stringify(word)} is not an error code, a status or a word of either.${didYouMean(code, errorCodes)}`,
  )
}
