import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { entrants, packages, slugOf, titleOf } from './league/entrants.ts'
import type { Standing } from './league/judge-one.ts'
import { leagueHtml, leagueMarkdown } from './league/pages.ts'

// Judges real HTTP clients by every rule and writes docs/league.md, docs/league.html and a page for each client.

const root = resolve(import.meta.dirname, '..')
const field = join(root, '.cache', 'league')

/** The clients get a folder of their own, so that their packages do not become ours. */
function prepare(): void {
  mkdirSync(field, { recursive: true })
  cpSync(join(root, 'fixtures', 'clients', 'league'), field, { recursive: true })
  cpSync(join(root, 'fixtures', 'clients', 'documented.py'), join(field, 'documented.py'))
  writeFileSync(join(field, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: packages }))
  execFileSync('npm', ['install', '--silent', '--no-package-lock'], { cwd: field, stdio: 'inherit' })
}

const judge = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'league', 'judge-one.ts'), ...args], {
    encoding: 'utf8',
    maxBuffer: 67_108_864,
  })

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !entrants.some((one) => one.name === name))
if (unknown.length > 0) {
  console.error(
    `There is no client ${unknown.join(', ')} in the league: ${[...new Set(entrants.map(({ name }) => name))].join(', ')}`,
  )
  process.exit(2)
}
prepare()
const standings: Standing[] = []
const absent: string[] = []
for (const entrant of entrants.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  // A process for each: what a library leaves behind in one cannot disturb the next. One that ends its process is judged as
  // a command, where that is its own affair.
  const judged = judge(slugOf(entrant))
  const { stdout, stderr, status } = judged.status === 0 ? judged : judge(slugOf(entrant), 'command')
  const line = stdout.trim().split('\n').at(-1) ?? ''
  if (status !== 0) throw new Error(`${titleOf(entrant)} could not be judged:\n${stderr}`)
  if (line === '') {
    absent.push(titleOf(entrant))
    continue
  }
  const standing: Standing = JSON.parse(line)
  const count = standing.verdicts.filter(({ verdict }) => verdict === 'fail').length
  process.stdout.write(`${standing.title} ${standing.version}: ${count} broken, ${standing.seconds.toFixed(0)} s\n`)
  standings.push(standing)
}
const day = new Date().toISOString().slice(0, 10)
if (wanted.length === 0) {
  writeFileSync(join(root, 'docs', 'league.md'), leagueMarkdown(standings, absent, day))
  writeFileSync(join(root, 'docs', 'league.html'), leagueHtml(standings, day))
  const broken = standings.map(({ title, version, verdicts }) => ({
    title,
    version,
    broken: verdicts.flatMap(({ rule, verdict, evidence }) => (verdict === 'fail' ? [{ rule, evidence }] : [])),
  }))
  writeFileSync(join(root, 'docs', 'league', 'standings.json'), `${JSON.stringify(broken, null, 2)}\n`)
  process.stdout.write(
    `docs/league.md, docs/league.html and docs/league/: ${standings.length} clients judged; npm run generate writes docs/clients.md\n`,
  )
}
