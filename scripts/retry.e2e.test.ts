import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { commandLine } from './testing/command-line.ts'

/** Processes with this command line. */
const running = (command: string) =>
  spawnSync('pgrep', ['-fx', command.replace('.', '[.]')], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
    .filter(Boolean)

function retry(...command: readonly string[]) {
  const flags = ['--clock', 'real', '--only', 'attempt-header']
  return spawn(process.execPath, [commandLine, 'retry', ...flags, '--', ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

it('retry ends although a daemon of the command keeps its pipes open', async () => {
  const marker = '86395.5'
  const ask = 'fetch(process.env.AIONVISION_BASE_URL + process.env.AION_PATH).then((r) => process.exit(r.ok ? 0 : 1))'
  const judging = retry('sh', '-c', `setsid sleep ${marker} & exec "$0" -e '${ask}'`, process.execPath)
  try {
    expect(await once(judging, 'exit')).toEqual([2, null]) // one attempt says nothing of the second
    expect(running(`sleep ${marker}`)).not.toEqual([])
  } finally {
    for (const daemon of running(`sleep ${marker}`)) process.kill(Number(daemon), 'SIGKILL')
  }
})

it.each(['SIGHUP', 'SIGINT'] as const)('%s ends the commands that still run', async (signal) => {
  const marker = signal === 'SIGHUP' ? '86394.5' : '86393.5'
  const judging = retry('sh', '-c', `sleep ${marker} & echo started >&2; wait`)
  while (running(`sleep ${marker}`).length === 0) await new Promise((resolve) => setTimeout(resolve, 100))
  judging.kill(signal)
  expect(await once(judging, 'exit')).toEqual([2, null])
  expect(running(`sleep ${marker}`)).toEqual([])
})
