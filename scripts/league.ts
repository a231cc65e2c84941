import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Entrant, entrants, packages, slugOf, titleOf } from './league/entrants.ts'
import { leagueHtml, leagueMarkdown } from './league/pages.ts'
import { mergeStandings, readStandings, type Standing, writeStandings } from './league/standing.ts'
import { takeUp } from './league/unfinished.ts'

// Judges real HTTP clients by every rule and writes docs/league.md, docs/league.html and a page for each client. With names
// it judges only those anew. A run that broke off goes on where it was.

const root = resolve(import.meta.dirname, '..')
const field = join(root, '.cache', 'league')
const standingsFile = join(root, 'docs', 'league', 'standings.json')
/** The slowest takes four minutes on a quiet machine. */
const longestMs = 15 * 60_000

/** The clients get a folder of their own, so that their packages do not become ours. */
function prepare(): void {
  mkdirSync(field, { recursive: true })
  cpSync(join(root, 'fixtures', 'clients', 'league'), field, { recursive: true })
  cpSync(join(root, 'fixtures', 'clients', 'documented.py'), join(field, 'documented.py'))
  writeFileSync(join(field, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: packages }))
  execFileSync('npm', ['install', '--silent', '--no-package-lock'], { cwd: field, stdio: 'inherit' })
}

const start = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'league', 'judge-one.ts'), ...args], {
    encoding: 'utf8',
    maxBuffer: 67_108_864,
    timeout: longestMs,
  })

/** What came of judging a client: its standing, nothing when it is not installed, or why it could not be judged. */
function judge(entrant: Entrant): Standing | undefined | { readonly problem: string } {
  // A process for each: what a library leaves behind in one cannot disturb the next. One that ends its process is judged as
  // a command, where that is its own affair.
  const first = start(slugOf(entrant))
  const { stdout, stderr, status } =
    first.status === 0 || entrant.way !== 'in process' ? first : start(slugOf(entrant), 'command')
  if (status !== 0)
    return { problem: status === null ? `not judged within ${longestMs / 60_000} minutes` : stderr.trim() }
  const line = stdout.trim().split('\n').at(-1) ?? ''
  return line === '' ? undefined : JSON.parse(line)
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !entrants.some((one) => one.name === name))
if (unknown.length > 0) {
  console.error(
    `There is no client ${unknown.join(', ')} in the league: ${[...new Set(entrants.map(({ name }) => name))].join(', ')}`,
  )
  process.exit(2)
}
prepare()
const startedMs = Date.now()
const isWhole = wanted.length === 0
const run = takeUp(root, join(field, 'unfinished.json'))
if (isWhole && run.done.size > 0)
  process.stdout.write(`goes on after ${run.done.size} clients: nothing has changed since the last run broke off\n`)
const chosen = entrants.filter((one) => (isWhole ? !run.done.has(slugOf(one)) : wanted.includes(one.name)))
let judgedNow = 0
const problems: string[] = []
let standings = readStandings(standingsFile)
for (const entrant of chosen) {
  const judged = judge(entrant)
  if (judged && 'problem' in judged) problems.push(`${titleOf(entrant)} could not be judged: ${judged.problem}`)
  else if (judged) {
    judgedNow += 1
    standings = mergeStandings(entrants.map(slugOf), standings, [judged])
    writeStandings(standingsFile, standings)
    process.stdout.write(`${judged.title} ${judged.version}: ${judged.broken.length} broken, ${judged.seconds} s\n`)
  }
  if (isWhole && !(judged && 'problem' in judged)) run.add(slugOf(entrant))
}
const slugs = new Set(standings.map(({ slug }) => slug))
const absent = entrants.filter((one) => !slugs.has(slugOf(one))).map(titleOf)
writeFileSync(join(root, 'docs', 'league.md'), leagueMarkdown(standings, absent))
writeFileSync(join(root, 'docs', 'league.html'), leagueHtml(standings))
const minutes = ((Date.now() - startedMs) / 60_000).toFixed(1)
process.stdout.write(`${judgedNow} clients judged in ${minutes} minutes\n`)
if (problems.length > 0) {
  console.error(`${problems.join('\n')}\nThe same command goes on with them.`)
  process.exit(1)
}
run.end()
process.stdout.write('npm run generate writes docs/clients.md\n')
