import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** One mock process behind a balancer. */
export interface Replica {
  readonly port: number
  readonly child: ChildProcess
  /** Ends it as a crash would. */
  kill(): Promise<void>
}

/**
 * Starts mock servers, each a process of its own on a free port.
 * @param program the script that is the command line, and flags of Node before it
 */
export function startReplicas(
  count: number,
  program: readonly string[],
  flags: readonly string[] = [],
): Promise<Replica[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const argv = [...program, 'mock', '--port', '0', '--quiet', ...flags]
      const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] })
      const lines = createInterface({ input: child.stdout })
      const ended = once(child, 'exit')
      const [line = ''] = await Promise.race([once(lines, 'line'), ended])
      const port = Number(/:(\d+)\//.exec(String(line))?.[1])
      if (!port) throw new Error(`A replica did not start: it said ${line}`)
      return {
        port,
        child,
        async kill() {
          if (child.exitCode !== null || child.signalCode !== null) return
          child.kill('SIGKILL')
          await ended
        },
      }
    }),
  )
}
