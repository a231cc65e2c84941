import { Argument, Command } from 'commander'
import pc from 'picocolors'
import { type ErrorCode, type ErrorRow, errorCodes, errorRow, isErrorCode } from '../contracts/errors.ts'
import { provocations } from '../fixtures/provocations/index.ts'
import { exampleKey } from '../mocks/tenant/keys.ts'
import { findErrors } from './lookup/find-errors.ts'
import { type LookupFlags, wantsJson, withLookupOptions } from './lookup/format.ts'

/** `aion-contract errors [CODE]`: looks up the error table. */
export function errorsCommand(): Command {
  const command = new Command('errors')
    .description('list the documented errors, or explain one')
    .addArgument(
      new Argument('[code]', 'an error code such as RATE_LIMIT_ERROR, a part of one, or a status such as 429'),
    )
    .action((word: string | undefined, flags: LookupFlags) => {
      const found = word === undefined ? errorCodes : findErrors(word)
      const text = wantsJson(flags) ? asJson(word, found) : asText(found)
      process.stdout.write(`${text}\n`)
    })
  return withLookupOptions(command)
}

const withCode = (code: ErrorCode) => ({ code, ...errorRow(code) })

/** One object for a code, a list for everything else. */
const asJson = (word: string | undefined, found: readonly ErrorCode[]): string =>
  JSON.stringify(word !== undefined && isErrorCode(word) ? withCode(word) : found.map(withCode), null, 2)

function asText(found: readonly ErrorCode[]): string {
  const [only] = found
  return found.length === 1 && only ? explanation(only) : overview(found)
}

function overview(codes: readonly ErrorCode[]): string {
  const widest = Math.max(...codes.map((code) => code.length))
  const lines = codes.map((code) => {
    const { status, retry, meaning } = errorRow(code)
    return `${pc.bold(code.padEnd(widest))}  ${status}  ${retry.padEnd(10)}  ${meaning}`
  })
  return [`${'code'.padEnd(widest)} http  retry       meaning`, ...lines].join('\n')
}
const retryAdvice: Readonly<Record<ErrorRow['retry'], string>> = {
  backoff: 'yes, with exponential backoff',
  'after-wait': 'yes, after the wait that Retry-After asks for',
  changed: 'not the same request; change it first',
  never: 'no',
}

const retryAfterWords: Readonly<Record<ErrorRow['retryAfter'], string>> = {
  required: 'always sent',
  optional: 'may be sent',
  absent: 'not sent',
}

function explanation(code: ErrorCode): string {
  const row = errorRow(code)
  const accepted =
    row.acceptedStatuses.length === 0 ? '' : `; a backend may also send ${row.acceptedStatuses.join(', ')}`
  return [
    pc.bold(code),
    `  status       ${row.status} (${row.provenance})${accepted}`,
    `  meaning      ${row.meaning}`,
    `  remedy       ${row.remedy}`,
    `  retry        ${retryAdvice[row.retry]}`,
    `  Retry-After  ${retryAfterWords[row.retryAfter]}`,
    `  provoke it   curl -i -H 'Authorization: Bearer ${exampleKey}' -H 'Mock-Fault: ${code}' http://127.0.0.1:4010/api/v2/user-files`,
    ...byUse(code).map((title, index) => `  ${index === 0 ? 'or by use:' : '          '}   ${title}`),
  ].join('\n')
}

/** The ways to meet an error without injecting it; none for the defects of a server. */
const byUse = (code: ErrorCode): readonly string[] =>
  Object.entries(provocations).flatMap(([known, found]) => (known === code ? found.map(({ title }) => title) : []))
