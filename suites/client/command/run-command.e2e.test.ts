import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { always } from '../script/step.ts'
import { createChildren } from './child.ts'
import { runCommand } from './run-command.ts'
import { realSpeed } from './speed.ts'

const late = 'fetch(process.env.AIONVISION_BASE_URL + process.env.AION_PATH).catch(() => 0)'
/** Waits until the shell has gone, whoever of the two begins first, and asks a little later. */
const afterShell = `(function look() {
  if (process.ppid === Number(process.argv[1])) setTimeout(look, 50)
  else setTimeout(() => ${late}, 200)
})()`
/** Fails at once, and leaves a process behind that asks again when it has ended. */
const leaving = (prefix: string) => [
  'sh',
  '-c',
  `${prefix} "$0" -e '${afterShell}' $$ & "$0" -e '${late}.then(() => process.exit(1))'`,
  process.execPath,
]

async function watchLeaving(prefix: string) {
  const directory = await mkdtemp(join(tmpdir(), 'aion-late-'))
  const children = createChildren()
  try {
    return await runCommand({
      argv: leaving(prefix),
      children,
      scenario: { request: 'listFiles', script: [always({ status: 500 })], watchAfterMs: 4_000 },
      index: 0,
      speed: realSpeed,
      patienceMs: 20_000,
      directory,
      trust: {},
    })
  } finally {
    children.release()
    await rm(directory, { recursive: true, force: true })
  }
}

it('sees what a process sends that a command left behind, in its group or in a session of its own', async () => {
  for (const { attempts, outcome, settledMs } of await Promise.all(['', 'setsid'].map(watchLeaving))) {
    expect(outcome?.ok).toBe(false)
    expect(attempts).toHaveLength(2)
    expect(attempts[1]?.times.headMs).toBeGreaterThan(settledMs ?? Number.POSITIVE_INFINITY)
  }
})
