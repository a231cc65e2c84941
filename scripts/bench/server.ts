import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import packageJson from '../../package.json' with { type: 'json' }

export interface Server {
  readonly child: ChildProcess
  readonly port: number
}

const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill()
})
// Whoever breaks a run off leaves no server behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

/** Starts a command that prints where it listens; what stands before it in its output is passed over. */
export async function startCommand(command: string, args: readonly string[], cwd?: string): Promise<Server> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd })
  children.add(child)
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /:(\d+)(\/|$)/.exec(line)?.[1]
    if (!port) continue
    child.stdout.resume() // what else it prints must not fill the pipe
    return { child, port: Number(port) }
  }
  throw new Error(`${command} ${args.join(' ')} ended before it listened`)
}

/** Starts a script of ours with the Node that runs this one. */
export const start = (script: string, args: readonly string[], flags: readonly string[] = []): Promise<Server> =>
  startCommand(process.execPath, [...flags, fileURLToPath(new URL(script, import.meta.url)), ...args])

/** What `npm start` runs, with its flags: a bounded young heap spares memory at the same rate. */
export const startMock = (...more: readonly string[]): Promise<Server> => {
  const flags = packageJson.scripts.start.split(' ').filter((word) => word.startsWith('--'))
  return start('../../dist/bin.js', ['mock', '--port', '0', '--rate-limit', 'off', '--quiet', ...more], flags)
}

export const rssMegabytes = ({ pid }: ChildProcess): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024

/** A key of the mock, as a header. */
export const authorization = { authorization: 'Bearer aion_test_throughput_bench' }
