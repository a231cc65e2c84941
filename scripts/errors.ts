import { Argument, Command, Option } from 'commander'
import pc from 'picocolors'
import { type ErrorCode, type ErrorRow, errorCodes, errorRow, isErrorCode } from '../contracts/errors.ts'
import { didYouMean } from '../contracts/near-name.ts'
import { provocations } from '../fixtures/provocations/index.ts'
import { exampleKey } from '../mocks/tenant/keys.ts'

/** `aion-contract errors [CODE]`: looks up the error table. */
export function errorsCommand(): Command {
  return new Command('errors')
    .description('list the documented errors, or explain one')
    .addArgument(new Argument('[code]', 'an error code such as RATE_LIMIT_ERROR'))
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action((code: string | undefined, { format }: { format: 'text' | 'json' }) => {
      if (code !== undefined && !isErrorCode(code))
        throw new Error(`${code} is not a known error code.${didYouMean(code, errorCodes)}`)
      process.stdout.write(
        `${format === 'json' ? asJson(code) : code === undefined ? overview() : explanation(code)}\n`,
      )
    })
}

function asJson(code: ErrorCode | undefined): string {
  const rows = errorCodes.map((known) => ({ code: known, ...errorRow(known) }))
  return JSON.stringify(code === undefined ? rows : { code, ...errorRow(code) }, null, 2)
}

function overview(): string {
  const widest = Math.max(...errorCodes.map((code) => code.length))
  const lines = errorCodes.map((code) => {
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
