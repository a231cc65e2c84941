import { Command, InvalidArgumentError, Option } from 'commander'
import { didYouMean } from '../contracts/near-name.ts'
import { readText } from '../mocks/input-file/read-text.ts'
import { newFailures, readBaseline } from '../suites/backend/baseline.ts'
import { coveragePercent } from '../suites/backend/coverage.ts'
import { type Keys, keysFromEnvironment } from '../suites/backend/credentials.ts'
import { type Permission, permissions } from '../suites/backend/probe.ts'
import { readHar } from '../suites/backend/recorded/har.ts'
import { readJournal } from '../suites/backend/recorded/journal.ts'
import { planText } from '../suites/backend/report/plan-text.ts'
import { Unreachable } from '../suites/backend/run/endings.ts'
import { mostRequests, planRun } from '../suites/backend/run/plan.ts'
import { readBaseUrl } from '../suites/backend/send/base-url.ts'
import { chooseRules, hasLooked, judgeRun, type Verification, verifyBackend } from '../suites/backend/verify.ts'
import { clip } from '../suites/report/clip.ts'
import { visibleLine } from '../suites/report/visible.ts'
import { wholeNumber } from './arguments.ts'
import { type ReportFlags, withReportOptions, writeReport } from './backend-report.ts'
import { loadConfig } from './config/load-config.ts'
import { type VerifyConfig, verifyConfig } from './config/verify-config.ts'
import { createProgress } from './progress.ts'
import { prepareReportFiles } from './report-files.ts'

interface VerifyFlags extends ReportFlags {
  readonly key?: string
  readonly config?: string
  readonly allow?: readonly Permission[]
  readonly only?: readonly string[]
  readonly dryRun?: true
  readonly maxRequests?: number
  readonly deadline?: number
  readonly timeout?: number
  readonly concurrency: number
  readonly origin?: string
  readonly minCoverage?: number
  readonly baseline?: string
  readonly har?: string
  readonly journal?: string
}

/** Reads `writes,bursts`. */
function readPermissions(text: string): Permission[] {
  return text.split(',').map((word) => {
    const permission = permissions.find((known) => known === word.trim())
    if (permission === undefined)
      throw new InvalidArgumentError(
        `It is a list of ${permissions.join(', ')}.${didYouMean(word.trim(), permissions)}`,
      )
    return permission
  })
}

/** `aion-contract verify <base-url>`: provokes the documented errors of a backend and judges its answers. */
export function verifyCommand(): Command {
  const command = new Command('verify')
    .description('prove that a backend speaks the documented error contract')
    .argument('<base-url>', 'where the API lies: https://staging.example/api/v2')
    .option('--key <key>', 'API key; better given as AIONVISION_API_KEY, where no process list shows it')
    .option(
      '--config <file>',
      'configuration; default: aion-contract.config.json, .yaml, .mjs or .ts here, if there is one',
    )
    .option(
      '--allow <permissions>',
      `what may be done beyond reads and invalid requests: ${permissions.join(',')}`,
      readPermissions,
    )
    .option('--only <rule...>', 'judge only these rules')
    .option('--dry-run', 'list the requests that would be sent, and send none')
    .option('--max-requests <number>', 'stop after so many requests (default: 1000)', wholeNumber(1, 100_000))
    .option('--deadline <seconds>', 'longest time for the whole run (default: 300)', wholeNumber(1, 86_400))
    .option('--timeout <seconds>', 'longest time for one exchange (default: 30)', wholeNumber(1, 3_600))
    .option('--origin <origin>', 'the origin of a page that the target answers (CORS)')
    .option('--concurrency <number>', 'how many recipes are under way at once', wholeNumber(1, 32), 4)
    .option(
      '--min-coverage <percent>',
      'fail when fewer of the documented errors and statuses were observed',
      wholeNumber(0, 100),
    )
    .option('--baseline <file>', 'an earlier JSON report: fail only on what it does not know')
    .addOption(
      new Option('--har <file>', 'judge recorded traffic instead of sending any').conflicts([
        'journal',
        'dryRun',
        'allow',
      ]),
    )
    .addOption(
      new Option('--journal <file>', 'judge the journal of a mock server instead of sending any').conflicts([
        'dryRun',
        'allow',
      ]),
    )
    .action(verify)
  return withReportOptions(command)
}

async function verify(address: string, flags: VerifyFlags): Promise<void> {
  const baseUrl = readBaseUrl(address)
  const config = verifyConfig(await loadConfig(flags.config))
  const baseline = flags.baseline === undefined ? undefined : readBaseline(readText(flags.baseline))
  const only = flags.only ?? config.only
  const rules = chooseRules(only)
  if (flags.out !== undefined && !flags.dryRun)
    prepareReportFiles(flags.out, [flags.baseline, flags.har, flags.journal])
  const verification =
    flags.har !== undefined
      ? judgeRun(readHar(readText(flags.har), baseUrl), rules)
      : flags.journal !== undefined
        ? judgeRun(readJournal(readText(flags.journal), baseUrl), rules)
        : await probe(baseUrl, flags, config)
  if (!verification) return
  const failures = newFailures(verification, baseline)
  const percent = coveragePercent(verification.coverage)
  const minimum = flags.minCoverage ?? config.minCoverage ?? 0
  writeReport(verification, flags)
  if (baseline)
    process.stderr.write(
      `baseline: ${failures.length === 0 ? 'nothing is broken that it does not know' : `${failures.length} findings are new`}\n`,
    )
  for (const { rule, evidence } of baseline ? failures : [])
    process.stderr.write(`  ${rule}: ${visibleLine(clip(evidence, 300))}\n`)
  if (percent < minimum) process.stderr.write(`coverage: ${percent} % is below --min-coverage ${minimum}\n`)
  // Whoever stops a run before its end has not been shown that all is well.
  const isPartial = verification.run.ending !== 'completed'
  const isShort = percent < minimum || !hasLooked(verification.verdicts)
  process.exitCode = failures.length > 0 || isPartial || isShort ? 1 : 0
}

/** Sends the probes; undefined when only their list was wanted. */
async function probe(baseUrl: string, flags: VerifyFlags, config: VerifyConfig): Promise<Verification | undefined> {
  const { main, ...keys } = keysOf(flags, config)
  const allow = flags.allow ?? config.allow ?? []
  // A list needs no key: it shows what a run with one would send.
  const plan = planRun(allow, { main: main ?? 'a key', ...keys })
  if (flags.dryRun) {
    process.stdout.write(planText(plan, baseUrl))
    return undefined
  }
  if (main === undefined) throw new Error('no API key: set AIONVISION_API_KEY (or give --key)')
  const only = flags.only ?? config.only
  const maxRequests = flags.maxRequests ?? config.maxRequests ?? 1_000
  const most = Math.min(mostRequests(plan), maxRequests)
  process.stderr.write(`sending up to ${most} requests to ${baseUrl} (--dry-run lists them)\n`)
  const progress = createProgress(process.stderr, 'requests')
  const interruption = new AbortController()
  const interrupt = () => interruption.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    return await verifyBackend({
      baseUrl,
      apiKey: main,
      keys,
      allow,
      ...(only !== undefined && { only }),
      maxRequests,
      ...(flags.origin !== undefined && { origin: flags.origin }),
      deadlineMs: (flags.deadline ?? config.deadlineSeconds ?? 300) * 1_000,
      timeoutMs: (flags.timeout ?? config.timeoutSeconds ?? 30) * 1_000,
      concurrency: flags.concurrency,
      signal: interruption.signal,
      onExchange: ({ id }) => progress.show(id, Math.max(id, most)),
    })
  } catch (error) {
    if (error instanceof Unreachable)
      throw new Error(`${baseUrl} cannot be verified: ${error.message}`, { cause: error })
    throw error
  } finally {
    progress.clear()
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

/** The flag wins over the environment, the environment over the file. */
function keysOf({ key }: VerifyFlags, config: VerifyConfig): Keys {
  return { ...config.keys, ...keysFromEnvironment(process.env), ...(key !== undefined && { main: key }) }
}
