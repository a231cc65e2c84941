import { readFileSync, writeFileSync } from 'node:fs'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { didYouMean } from '../contracts/near-name.ts'
import { checkCommand } from '../suites/client/command/check-command.ts'
import type { ClockChoice } from '../suites/client/command/choose-speed.ts'
import { readProfile } from '../suites/client/profile.ts'
import { clientHtml } from '../suites/client/report/html.ts'
import { clientJson } from '../suites/client/report/json.ts'
import { clientJunit } from '../suites/client/report/junit.ts'
import type { NamedReport } from '../suites/client/report/named-report.ts'
import { clientText } from '../suites/client/report/text.ts'
import { clientRules } from '../suites/client/rules/index.ts'
import { createProgress } from './progress.ts'
import { prepareReportFiles } from './report-files.ts'
import { isColourful } from './terminal.ts'

function readClock(text: string): ClockChoice {
  if (text === 'auto' || text === 'real') return text
  const factor = Number(/^x(\d+)$/.exec(text)?.[1])
  if (!(factor >= 2 && factor <= 100))
    throw new InvalidArgumentError('It must be auto, real or xN with N from 2 to 100.')
  return factor
}

function readRule(id: string, chosen: readonly string[] = []): readonly string[] {
  const known = clientRules.map((rule) => rule.id)
  if (!known.includes(id)) throw new InvalidArgumentError(`There is no such rule.${didYouMean(id, known)}`)
  return [...chosen, id]
}

const reporters = {
  text: (report: NamedReport, isColoured: boolean) =>
    clientText(report, { isColoured, width: process.stdout.columns ?? 120 }),
  json: clientJson,
  junit: clientJunit,
  html: (report: NamedReport) => clientHtml([report], `Retry bench: ${report.client}`),
} as const

interface RetryFlags {
  readonly clock: ClockChoice
  readonly only?: readonly string[]
  readonly profile?: string
  readonly format: keyof typeof reporters
  readonly out?: string
  readonly failOn: 'must' | 'should'
  readonly list?: true
}

/** `aion-contract retry -- COMMAND`: judges a client that is a command. */
export function retryCommand(): Command {
  return new Command('retry')
    .description('prove that a client retries as the API and HTTP ask for; one run of COMMAND is one logical call')
    .addArgument(new Argument('[command...]', 'the command, after --; {url} {method} {body-file} {key} are filled in'))
    .addOption(new Option('--clock <clock>', 'auto, real or xN').argParser(readClock).default('auto'))
    .addOption(new Option('--only <rule...>', 'judge by these rules alone').argParser(readRule))
    .option('--profile <file>', 'what the client says of itself: JSON such as {"maxAttempts": 3}')
    .addOption(new Option('--format <format>', 'form of the report').choices(Object.keys(reporters)).default('text'))
    .option('--out <file>', 'write the report to a file')
    .addOption(
      new Option('--fail-on <level>', 'which broken rules make the exit code 1')
        .choices(['must', 'should'])
        .default('must'),
    )
    .option('--list', 'list the rules and judge nothing')
    .addHelpText('after', environmentHelp)
    .action(retry)
}

const environmentHelp = `
COMMAND is told in its environment what to do:
  AIONVISION_BASE_URL  AIONVISION_API_KEY  AION_METHOD  AION_PATH (relative to the base URL)
  AION_BODY_FILE  AION_CONTENT_TYPE (when there is a body)  AION_TIMEOUT_MS (for each attempt)
  AION_DEADLINE_MS  AION_MAX_ATTEMPTS (when the scenario sets one)
Its exit code is the outcome. Its last line on standard output may tell more, as JSON:
  {"ok":false,"status":429,"code":"…","message":"…","request_id":"…","retry_after":5,"attempts":3}`

async function retry(command: readonly string[], flags: RetryFlags): Promise<void> {
  if (flags.list) return void process.stdout.write(ruleList())
  if (command.length === 0) throw new Error('no command: put it after --, as in  retry -- node client.js')
  const profile = flags.profile === undefined ? {} : readProfile(readFileSync(flags.profile, 'utf8'))
  if (flags.out !== undefined) prepareReportFiles([flags.out], [flags.profile])
  const stop = new AbortController()
  const interrupt = () => stop.abort(new Error('interrupted; the commands that still ran were ended'))
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  const progress = createProgress(process.stderr, 'runs')
  const startedAt = new Date()
  try {
    const { only, clock } = flags
    const { clock: had, ...report } = await checkCommand(command, {
      clock,
      profile,
      signal: stop.signal,
      onProgress: progress.show,
      ...(only && { rules: only }),
    })
    progress.clear()
    write(flags, {
      ...report,
      client: command.join(' '),
      clock: had.factor > 1 ? `${had.by}, ×${had.factor} where waits are long` : had.by,
      startedAt,
      elapsedMs: Date.now() - startedAt.getTime(),
    })
  } finally {
    progress.clear()
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

function write({ format, out, failOn }: RetryFlags, report: NamedReport): void {
  const text = reporters[format](report, out === undefined && isColourful(process.stdout))
  if (out === undefined) process.stdout.write(text)
  else writeFileSync(out, text)
  const isBad = report.verdicts.some(
    ({ verdict, level }) => verdict === 'fail' || (verdict === 'warn' && level === 'SHOULD' && failOn === 'should'),
  )
  process.exitCode = isBad ? 1 : 0
}

const ruleList = (): string =>
  clientRules.map(({ id, level, statement }) => `${level.padEnd(6)} ${id}\n       ${statement}\n`).join('')
