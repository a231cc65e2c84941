import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkCommand } from '../suites/client/command/check-command.ts'
import { clientHtml } from '../suites/client/report/html.ts'
import { type NamedReport, scoreLine } from '../suites/client/report/named-report.ts'
import { type Entrant, entrants, packages } from './league/entrants.ts'
import { leagueMarkdown } from './league/markdown.ts'
import { createProgress } from './progress.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const field = join(root, '.cache', 'league')

/** The clients get a folder of their own, so that their packages do not become ours. */
function prepare(): void {
  mkdirSync(field, { recursive: true })
  cpSync(join(root, 'fixtures', 'clients', 'league'), field, { recursive: true })
  cpSync(join(root, 'fixtures', 'clients', 'documented.py'), join(field, 'documented.py'))
  writeFileSync(join(field, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: packages }))
  execFileSync('npm', ['install', '--silent', '--no-package-lock'], { cwd: field, stdio: 'inherit' })
}

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

async function judge(entrant: Entrant, version: string): Promise<NamedReport> {
  const startedAt = new Date()
  const progress = createProgress(process.stderr, 'runs')
  const { clock, ...report } = await checkCommand(
    entrant.command.map((word) => word.replace('{field}', field).replace('{root}', root)),
    { onProgress: progress.show, ...(entrant.profile && { profile: entrant.profile }) },
  )
  progress.clear()
  return {
    ...report,
    client: `${entrant.name} ${version}`,
    clock: clock.factor > 1 ? `${clock.by}, ×${clock.factor} where waits are long` : clock.by,
    startedAt,
    elapsedMs: Date.now() - startedAt.getTime(),
  }
}

const wanted = process.argv.slice(2)
prepare()
const reports: NamedReport[] = []
const absent: string[] = []
for (const entrant of entrants.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const version = versionOf(entrant)
  if (version === undefined) {
    absent.push(entrant.name)
    continue
  }
  const report = await judge(entrant, version)
  process.stdout.write(`${report.client}: ${scoreLine(report)}, ${(report.elapsedMs / 1_000).toFixed(0)} s\n`)
  reports.push(report)
}
mkdirSync(join(root, 'docs'), { recursive: true })
writeFileSync(join(root, 'docs', 'league.md'), leagueMarkdown(reports, absent))
writeFileSync(join(root, 'docs', 'league.html'), clientHtml(reports, 'League of HTTP clients'))
process.stdout.write(`docs/league.md and docs/league.html: ${reports.length} clients judged\n`)
