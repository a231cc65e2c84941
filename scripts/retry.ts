import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { didYouMean } from '../contracts/near-name.ts'
import { readText } from '../mocks/input-file/read-text.ts'
import { checkCommand } from '../suites/client/command/check-command.ts'
import type { ClockChoice } from '../suites/client/command/choose-speed.ts'
import { checkDriver } from '../suites/client/driver/check-driver.ts'
import { explainRule } from '../suites/client/explain/explain.ts'
import { readProfile } from '../suites/client/profile.ts'
import { clientRules } from '../suites/client/rules/index.ts'
import { createProgress } from './progress.ts'
import { prepareReportFiles } from './report-files.ts'
import { repeatFlag } from './retry/flag-words.ts'
import { maskWords } from './retry/mask-words.ts'
import { exitCodeOf, isReportFile, type ReportFlags, reporters, writeReport } from './retry/retry-report.ts'

const ruleIds = clientRules.map(({ id }) => id)

function readClock(text: string): ClockChoice {
  if (text === 'auto' || text === 'real') return text
  const factor = Number(/^x(\d+)$/.exec(text)?.[1])
  if (!(factor >= 2 && factor <= 100))
    throw new InvalidArgumentError('It must be auto, real or xN with N from 2 to 100.')
  return factor
}

function readRules(text: string, chosen: readonly string[] = []): readonly string[] {
  const ids = text.split(',').filter((id) => id !== '')
  for (const id of ids)
    if (!ruleIds.includes(id)) throw new InvalidArgumentError(`There is no rule ${id}.${didYouMean(id, ruleIds)}`)
  return [...chosen, ...ids]
}

interface RetryFlags extends ReportFlags {
  readonly clock: ClockChoice
  readonly only?: readonly string[]
  readonly profile?: string
  readonly driver?: true
  readonly failOn: 'must' | 'should'
  readonly list?: true
  readonly explain?: string
}

/** Reads `--only a b` and `--out a b` without taking the command behind them for rules and files. */
class RetryCommand extends Command {
  override parseOptions(words: string[]) {
    const ruled = repeatFlag(words, '--only', (word) => word.split(',').every((id) => ruleIds.includes(id)))
    return super.parseOptions(repeatFlag(ruled, '--out', isReportFile))
  }
}

/** `aion-contract retry -- COMMAND`: judges a client that is a command, or that a driver leads. */
export function retryCommand(): Command {
  return new RetryCommand('retry')
    .description('prove that a client retries as the API and HTTP ask for; one run of COMMAND is one logical call')
    .addArgument(new Argument('[command...]', 'the command, after --; {url} {method} {body-file} {key} are filled in'))
    .option('--driver', 'COMMAND is a driver: started once, it reads calls and prints outcomes, a line of JSON each')
    .addOption(new Option('--clock <clock>', 'auto, real or xN').argParser(readClock).default('auto'))
    .addOption(new Option('--only <rules>', 'judge by these rules alone: a,b or a b').argParser(readRules))
    .option('--profile <file>', 'what the client says of itself: JSON such as {"maxAttempts": 3}')
    .addOption(
      new Option(
        '--format <format>',
        'form of the report (default: text, or what the name of a file ends with)',
      ).choices(Object.keys(reporters)),
    )
    .addOption(
      new Option('--out <file>', 'write the report to files: .json, .xml (JUnit), .html or .txt').argParser(
        (file: string, files: readonly string[] = []) => [...files, file],
      ),
    )
    .addOption(
      new Option('--fail-on <level>', 'which broken rules make the exit code 1; should counts every warning but a MAY')
        .choices(['must', 'should'])
        .default('must'),
    )
    .option('--list', 'list the rules and judge nothing')
    .option('--explain <rule>', 'say what a rule asks for and why, and how a client keeps or breaks it')
    .addHelpText('after', environmentHelp)
    .passThroughOptions()
    .action(retry)
}

const environmentHelp = `
COMMAND is told in its environment what to do:
  AIONVISION_BASE_URL  AIONVISION_API_KEY  AION_OPERATION  AION_METHOD  AION_PATH (relative to the base URL)
  AION_BODY_FILE  AION_CONTENT_TYPE (when there is a body)  AION_TIMEOUT_MS (for each attempt)
  AION_DEADLINE_MS  AION_MAX_ATTEMPTS (when the scenario sets one)
  NODE_EXTRA_CA_CERTS  SSL_CERT_FILE  REQUESTS_CA_BUNDLE  CURL_CA_BUNDLE (where the base URL is one of https)
Its exit code is the outcome. Its last line on standard output may tell more, as JSON:
  {"ok":false,"status":429,"code":"…","message":"…","request_id":"…","retry_after":5,"attempts":3}
What it has no method for it answers with {"unsupported":true}.
With --driver it gets calls on its standard input instead; docs/driver.md has the protocol.
Exit code: 0 nothing that counts is broken, 1 something is, 2 wrong usage or nothing could be judged.`

function explain(id: string): string {
  const rule = clientRules.find((one) => one.id === id)
  if (!rule) throw new Error(`There is no rule ${id}.${didYouMean(id, ruleIds)}`)
  return explainRule(rule, Math.min(100, process.stdout.columns ?? 100))
}

/** Refuses what would only be found out after a while. */
function requireCommand(command: readonly string[]): void {
  const [file = ''] = command
  if (command.length === 0) throw new Error('no command: put it after --, as in  retry -- node client.js')
  if (command.length === 1 && /\s/.test(file))
    throw new Error(
      `"${file}" is one word: no shell takes it apart. Give the words themselves, or let a shell do it:  retry -- sh -c '${file.replaceAll("'", "'\\''")}'`,
    )
}

async function retry(command: readonly string[], flags: RetryFlags): Promise<void> {
  if (flags.list) return void process.stdout.write(ruleList())
  if (flags.explain !== undefined) return void process.stdout.write(explain(flags.explain))
  requireCommand(command)
  const profile = flags.profile === undefined ? {} : readProfile(readText(flags.profile))
  if (flags.out !== undefined) prepareReportFiles(flags.out, [flags.profile])
  const stop = new AbortController()
  const interrupt = () => stop.abort(new Error('interrupted; the commands that still ran were ended'))
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.once(signal, interrupt)
  const progress = createProgress(process.stderr, flags.driver ? 'scenarios' : 'runs')
  const startedAt = new Date()
  try {
    const judge = flags.driver ? checkDriver : checkCommand
    const { clock: had, ...report } = await judge(command, {
      clock: flags.clock,
      profile,
      signal: stop.signal,
      onProgress: progress.show,
      ...(flags.only && { rules: flags.only }),
    })
    progress.clear()
    const named = {
      ...report,
      client: maskWords(command),
      clock: had.factor > 1 ? `${had.by}, ×${had.factor} where waits are long` : had.by,
      startedAt,
      elapsedMs: Date.now() - startedAt.getTime(),
    }
    writeReport(named, flags)
    process.exitCode = exitCodeOf(named, flags.failOn)
  } finally {
    progress.clear()
    for (const signal of signals) process.off(signal, interrupt)
  }
}

const ruleList = (): string =>
  clientRules.map(({ id, level, statement }) => `${level.padEnd(6)} ${id}\n       ${statement}\n`).join('')
