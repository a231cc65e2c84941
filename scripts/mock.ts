import { setFlagsFromString } from 'node:v8'
import { Command, Option } from 'commander'
import { type PlanName, plans } from '../contracts/limits.ts'
import { defaultBasePath } from '../mocks/core/base-path.ts'
import type { Delay } from '../mocks/faults/fault.ts'
import type { FaultPlan } from '../mocks/faults/plan.ts'
import { latency, notEmpty, onOff, wholeNumber } from './arguments.ts'
import { loadConfig } from './config/load-config.ts'
import { type MockConfig, mockConfig } from './config/mock-config.ts'
import { banner } from './mock/banner.ts'
import { curlTrust, readHttps, trustLine } from './mock/https-flags.ts'
import { withConfig } from './mock/settings.ts'

const isExposed = (host: string) => !/^(127\.|::1$|localhost$|\[::1\]$)/.test(host)

interface MockFlags {
  readonly port: number
  readonly host: string
  readonly seed: number
  readonly rateLimit: boolean
  readonly plan?: PlanName
  readonly files?: number
  readonly basePath?: string
  readonly latency?: Delay
  readonly acceptAnyKey?: true
  readonly strict?: true
  readonly scenario?: string
  readonly data?: string
  readonly persist?: string
  readonly controlToken?: string
  readonly console: boolean
  readonly https?: true
  readonly caFile?: string
  readonly cert?: string
  readonly key?: string
  readonly watch?: true
  readonly config?: string
  readonly quiet?: true
}

/** `aion-contract mock`: starts the mock server and serves until it is told to stop. */
export function mockCommand(): Command {
  return new Command('mock')
    .description('start the mock server')
    .option('--port <number>', 'port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 4010)
    .option('--host <address>', 'address to listen on', notEmpty, '127.0.0.1')
    .option('--seed <number>', 'seed of the records and of every other chance', wholeNumber(0, 4_294_967_295), 1)
    .addOption(
      new Option('--rate-limit <on|off>', "whether the plan's rate window is enforced")
        .argParser(onOff)
        .default(true, 'on'),
    )
    .addOption(
      new Option(
        '--plan <plan>',
        'the plan of tenants whose name does not say otherwise (default: professional)',
      ).choices(Object.keys(plans)),
    )
    .option('--files <number>', 'how many files a new tenant finds (default: 100)', wholeNumber(0, 100_000))
    .option('--base-path <path>', `under which path the API lies (default: ${defaultBasePath})`)
    .option(
      '--latency <milliseconds>',
      'how long every answer takes: 200, 100..300, or "lognormal(200, 0.5)" with median and sigma',
      latency,
    )
    .option('--accept-any-key', 'take any bearer token for a valid key')
    .option('--strict', 'refuse unknown parameters and fields, which the API passes over')
    .option('--scenario <name|file>', 'begin with a scenario: one by its name, or a YAML or JSON file')
    .option('--data <file>', 'what tenants begin with instead of made-up records: a YAML or JSON file')
    .option('--https', 'speak HTTPS, and HTTP/2 with who chooses it, with a certificate that is made at start')
    .option(
      '--ca-file <file>',
      'with --https: write the authority of that certificate, which clients have to trust',
      notEmpty,
    )
    .option('--cert <file>', 'with --https and --key: a certificate of your own, in PEM', notEmpty)
    .option('--key <file>', 'its private key, without a passphrase', notEmpty)
    .option('--persist <folder>', 'keep the worlds of tenants in this folder, so that they outlast the mock', notEmpty)
    .addOption(
      new Option('--control-token <token>', 'demand this token of whoever uses the control API')
        .env('AION_CONTROL_TOKEN')
        .argParser(notEmpty),
    )
    .option('--no-console', 'leave out the page at / and /__mock/')
    .option('--watch', 'read the files of scenario and data again when they change; the configuration is read once')
    .option(
      '--config <file>',
      'configuration, over which flags win; default: aion-contract.config.json, .yaml, .mjs or .ts here, if there is one',
    )
    .option('--quiet', 'print nothing but the first line')
    .action(async (flags: MockFlags, command: Command) => {
      const config = await loadConfig(flags.config)
      await serve(withConfig(flags, command, mockConfig(config)), config.path)
    })
}

type Settings = MockFlags & MockConfig

/** @param configPath where the configuration stands, if there is one */
async function serve(settings: Settings, configPath: string | undefined): Promise<void> {
  const { quiet, watch, config, https, caFile, cert, key, ...options } = settings
  // V8 would let the old heap grow to several times what is alive before it looks through it.
  setFlagsFromString('--heap-growing-percent=20')
  const reload = watch ? await import('./mock/reload.ts') : undefined
  reload?.filesToWatch(options)
  const { startMockServer } = await import('../mocks/server/index.ts')
  const mock = await startMockServer({
    ...options,
    ...readHttps({ https, caFile, cert, key }),
    onError: (error, requestId) => console.error(`request ${requestId} failed inside the mock:`, error),
    onNotice: (text) => console.error(text),
  })
  // Before anybody is told that it runs: whoever ends it at once is told what is left, too.
  const stop = () => {
    if (!quiet) tellLeftovers(mock.faults)
    mock.close().then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
  // Whoever started it has gone, as in `mock | head -1`.
  process.stdout.once('error', stop)
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  reload?.reloadOnChange(options, { change: mock.core.change, say: quiet ? () => {} : say, warn: console.error })
  say(`aion-contract mock listening on ${mock.url}`)
  if (mock.ca !== undefined) say(trustLine(caFile))
  // Said and not refused: in a container 0.0.0.0 is the only way in, and who reaches it is decided outside.
  if (isExposed(options.host) && options.controlToken === undefined)
    console.error(
      `warning: whoever reaches ${options.host} can steer this mock and read its journal; --control-token <token> keeps the control API for you`,
    )
  if (!quiet) {
    if (configPath !== undefined) say(`config      ${configPath}`)
    const trust = mock.ca === undefined ? undefined : curlTrust(caFile)
    for (const line of banner({ url: mock.url, seed: options.seed, hasConsole: options.console, trust })) say(line)
    mock.journal.subscribe(({ method, target, status, fault, warnings, tenant, times }) => {
      const took = ((times.responseEndMs ?? times.headMs) - times.headMs).toFixed(0)
      say(
        `${method} ${target} ${status ?? 'no answer'} ${took} ms ${tenant}${fault === null ? '' : ` (${fault})`}${warnings.map((warning) => ` [${warning}]`).join('')}`,
      )
    })
  }
}

/** What was planned and has not happened must not be lost in silence. */
function tellLeftovers(faults: FaultPlan): void {
  try {
    faults.assertAllServed()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  }
}
