import { Command } from 'commander'
import { nameExchange } from '../suites/backend/exchange.ts'
import { startProxy } from '../suites/backend/proxy/proxy.ts'
import { readBaseUrl } from '../suites/backend/send/base-url.ts'
import { chooseRules, judgeRun } from '../suites/backend/verify.ts'
import { clip } from '../suites/report/clip.ts'
import { visibleLine } from '../suites/report/visible.ts'
import { notEmpty, wholeNumber } from './arguments.ts'
import { type ReportFlags, withReportOptions, writeReport } from './backend-report.ts'
import { prepareReportFiles } from './report-files.ts'

/** In letters. */
const longestLine = 300

interface ProxyFlags extends ReportFlags {
  readonly port: number
  readonly host: string
  readonly plan?: string
  readonly only?: readonly string[]
  readonly quiet?: true
}

/** `aion-contract proxy <base-url>`: stands between any client and the backend and judges what passes by. */
export function proxyCommand(): Command {
  const command = new Command('proxy')
    .description('stand between a client and a backend, and judge the answers that pass by')
    .argument('<base-url>', 'where the API lies: https://staging.example/api/v2')
    .option('--port <number>', 'port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 4011)
    .option('--host <address>', 'address to listen on', notEmpty, '127.0.0.1')
    .option('--plan <file>', 'faults to answer with instead: a JSON or YAML list of plan entries')
    .option('--only <rule...>', 'judge only these rules')
    .option('--quiet', 'print nothing while requests pass by')
    .action(runProxy)
  return withReportOptions(command)
}

async function runProxy(
  address: string,
  { port, host, plan: file, only, quiet, ...report }: ProxyFlags,
): Promise<void> {
  const baseUrl = readBaseUrl(address)
  const rules = chooseRules(only)
  if (report.out !== undefined) prepareReportFiles(report.out, [file])
  const { createInterceptor, readPlan } = await import('./proxy-faults.ts')
  const { createFaultPlan } = await import('../mocks/faults/plan.ts')
  const plan = file === undefined ? createFaultPlan() : readPlan(file)
  const proxy = await startProxy({
    baseUrl,
    port,
    host,
    intercept: createInterceptor(plan),
    ...(!quiet && {
      onExchange: (exchange) =>
        process.stderr.write(`${visibleLine(clip(nameExchange(exchange, baseUrl), longestLine))}\n`),
    }),
  }).catch((error: NodeJS.ErrnoException) => {
    const hint = error.code === 'EADDRINUSE' ? `port ${port} is in use; choose another with --port N` : error.message
    throw new Error(`the proxy could not start: ${hint}`, { cause: error })
  })
  // Before anybody is told that it runs: whoever ends it at once gets the report, too.
  const ended = new Promise<void>((resolve) => process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve()))
  process.stderr.write(
    `aion-contract proxy listening on ${proxy.url}, in front of ${baseUrl}; Ctrl-C ends it with the report\n`,
  )
  await ended
  await proxy.close()
  const verification = judgeRun(proxy.run(), rules)
  writeReport(verification, report)
  const leftovers = plan.leftovers()
  for (const { id, served } of leftovers)
    process.stderr.write(`planned and not served to its end: ${id} (${served} times)\n`)
  process.exitCode = verification.isGood && leftovers.length === 0 ? 0 : 1
}
