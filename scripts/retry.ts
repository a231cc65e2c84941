import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import pc from 'picocolors'
import { checkCommand } from '../suites/client/command/check-command.ts'
import type { ClockChoice } from '../suites/client/command/choose-speed.ts'
import { textReport } from '../suites/client/report/text.ts'
import { clientRules } from '../suites/client/rules/index.ts'

function readClock(text: string): ClockChoice {
  if (text === 'auto' || text === 'real') return text
  const factor = Number(/^x(\d+)$/.exec(text)?.[1])
  if (!(factor >= 2 && factor <= 100))
    throw new InvalidArgumentError('It must be auto, real or xN with N from 2 to 100.')
  return factor
}

const listRules = () => clientRules.map(({ id, level, statement }) => `${id}\n  ${level}: ${statement}`).join('\n')

interface RetryOptions {
  readonly clock: ClockChoice
  readonly only?: readonly string[]
  readonly failOn: 'must' | 'should'
  readonly list?: true
}

/** `aion-contract retry -- COMMAND`: judges a client that is a command. */
export function retryCommand(): Command {
  return new Command('retry')
    .description('prove that a client retries as the API and HTTP ask for; one run of COMMAND is one logical call')
    .addArgument(new Argument('[command...]', 'the command, after --; {url} {method} {body-file} {key} are filled in'))
    .addOption(new Option('--clock <clock>', 'auto, real or xN').argParser(readClock).default('auto'))
    .addOption(new Option('--only <rule...>', 'judge by these rules alone'))
    .addOption(
      new Option('--fail-on <level>', 'which broken rules make the exit code 1')
        .choices(['must', 'should'])
        .default('must'),
    )
    .addOption(new Option('--list', 'list the rules'))
    .action(async (command: readonly string[], options: RetryOptions) => {
      if (options.list) return void process.stdout.write(`${listRules()}\n`)
      if (command.length === 0) throw new Error('No command was given. Put it after --, as in: retry -- node client.js')
      await judge(command, options)
    })
}

async function judge(command: readonly string[], { clock, only, failOn }: RetryOptions): Promise<void> {
  const stop = new AbortController()
  const interrupt = () => stop.abort(new Error('Interrupted; the commands that still ran were ended'))
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  const isTerminal = process.stderr.isTTY === true
  const report = await checkCommand(command, {
    clock,
    signal: stop.signal,
    ...(only && { rules: only }),
    onProgress: (done, total) => {
      if (isTerminal) process.stderr.write(done === total ? '\r\u001b[K' : `\r${done} of ${total} runs\u001b[K`)
    },
  })
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  process.stdout.write(`${textReport(report, { isColored: pc.isColorSupported })}\n`)
  process.stdout.write(`clock: ${report.clock.by}${report.clock.factor > 1 ? `, ×${report.clock.factor}` : ''}\n`)
  const bad = report.judgements.some(({ verdict }) => verdict === 'fail' || (failOn === 'should' && verdict === 'warn'))
  if (bad) process.exitCode = 1
}
