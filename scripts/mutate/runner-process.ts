import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { FileResult, RunRequest } from './runner.ts'

/** A process that runs tests and can be killed when they do not end. */
export interface Runner {
  /** The results of the test files that ran; none when they took longer than the limit, or ended the process. */
  run(request: RunRequest, limitMs: number): Promise<readonly FileResult[] | undefined>
  close(): void
}

/** Starts runners one after the other: a new one when the last had to be killed. */
export function createRunner(startFile: string): Runner {
  let child: ChildProcess | undefined

  async function ready(): Promise<ChildProcess> {
    if (child) return child
    // A group of its own, so that its workers can be killed with it.
    child = fork(join(import.meta.dirname, 'runner.ts'), [startFile], {
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const early = once(child, 'exit').then(() => Promise.reject(new Error('A process for tests ended at its start')))
    await Promise.race([once(child, 'message'), early])
    early.catch(() => {}) // it ends later, too
    return child
  }

  function close() {
    if (child?.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    child = undefined
  }

  return {
    async run(request, limitMs) {
      const runner = await ready()
      const end = new AbortController()
      const timer = setTimeout(() => end.abort(), limitMs)
      const onExit = () => end.abort()
      runner.once('exit', onExit)
      runner.send(request)
      try {
        const [results] = await once(runner, 'message', { signal: end.signal })
        return results as readonly FileResult[] // what runner.ts sends
      } catch {
        close()
        return undefined
      } finally {
        clearTimeout(timer)
        runner.off('exit', onExit)
      }
    },
    close,
  }
}
