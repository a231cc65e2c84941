import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { conforming } from '../../fixtures/clients/conforming-call.ts'
import { type ClientUnderTest, checkClient } from '../../suites/client/check-client.ts'
import { checkCommand } from '../../suites/client/command/check-command.ts'
import { checkDriver } from '../../suites/client/driver/check-driver.ts'
import type { ClientReport } from '../../suites/client/judge.ts'
import { clientHtml } from '../../suites/client/report/html.ts'
import type { NamedReport } from '../../suites/client/report/named-report.ts'
import type { Verdict } from '../../suites/rules/verdict.ts'
import { type Entrant, entrants, slugOf, titleOf } from './entrants.ts'
import type { Standing } from './standing.ts'

// Judges one client of the league in a process of its own: writes its page, and its verdicts as one line of JSON.

const root = resolve(import.meta.dirname, '..', '..')
const field = join(root, '.cache', 'league')

/** The first line that a program says of its version; undefined when it is not installed. */
function versionOf({ version }: Entrant): string | undefined {
  if (typeof version === 'string') return version
  const [program = '', ...args] = version
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0]
  } catch {
    return undefined
  }
}

async function clientOf({ module, setup }: Entrant): Promise<ClientUnderTest> {
  if (module === 'conforming') return conforming
  const loaded = await import(join(field, `${module}.mjs`))
  return setup === 'tuned' ? loaded.tuned : loaded.asItComes
}

async function judge(entrant: Entrant): Promise<{ readonly report: ClientReport; readonly clock: string }> {
  const profile = entrant.profile && { profile: entrant.profile }
  if (entrant.way === 'in process' && process.argv[3] !== 'command')
    return { report: await checkClient(await clientOf(entrant), { ...profile }), clock: 'in process' }
  const command = entrant.command.map((word) => word.replace('{field}', field).replace('{root}', root))
  const check = entrant.way === 'driver' ? checkDriver : checkCommand
  const { clock, ...report } = await check(command, { ...profile })
  const way = entrant.way === 'driver' ? 'driver' : 'command'
  return { report, clock: clock.factor > 1 ? `${way}, ${clock.by}, ×${clock.factor}` : `${way}, ${clock.by}` }
}

const isBroken = ({ verdict }: { readonly verdict: Verdict }) => verdict === 'fail' || verdict === 'warn'

/** The page of a client keeps to what is broken: what holds is said in the table. */
function pageOf(report: NamedReport): string {
  const verdicts = report.verdicts.filter(isBroken).map((one) => ({ ...one, findings: one.findings.filter(isBroken) }))
  return clientHtml([{ ...report, verdicts }], `${report.client} on the retry bench`)
}

const entrant = entrants.find((one) => slugOf(one) === process.argv[2])
const version = entrant && versionOf(entrant)
if (entrant && version !== undefined) {
  const startedAt = new Date()
  const { report, clock } = await judge(entrant)
  const elapsedMs = Date.now() - startedAt.getTime()
  const title = titleOf(entrant)
  const pages = join(root, 'docs', 'league')
  mkdirSync(pages, { recursive: true })
  writeFileSync(
    join(pages, `${slugOf(entrant)}.html`),
    pageOf({ ...report, client: `${title} ${version}`, clock, startedAt, elapsedMs }),
  )
  const standing: Standing = {
    title,
    slug: slugOf(entrant),
    version,
    way: clock,
    day: startedAt.toISOString().slice(0, 10),
    seconds: Math.round(elapsedMs / 1_000),
    verdicts: Object.fromEntries(report.verdicts.map(({ rule, verdict }) => [rule, verdict])),
    broken: report.verdicts.flatMap(({ rule, verdict, evidence }) => (verdict === 'fail' ? [{ rule, evidence }] : [])),
  }
  process.stdout.write(`${JSON.stringify(standing)}\n`, () => process.exit(0))
}
