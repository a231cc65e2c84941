import { type ChildProcessWithoutNullStreams, type SpawnOptionsWithoutStdio, spawn } from 'node:child_process'
import { threadWaits, type Waits, watchWaits } from '../noise/waits.ts'

/** How a child ended. */
export interface ChildEnd {
  /** Null when a signal ended it, or when it never started. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Why it could not be started. */
  readonly startError?: NodeJS.ErrnoException
  /** When it ended, by `performance.now()`. */
  readonly endedMs: number
}

export interface Output {
  stdout: string
  stderr: string
  /** When standard output last grew, by `performance.now()`; null while it is empty. */
  spokeMs: number | null
}

/** A running command with everything that it starts. */
export interface Child {
  readonly ended: Promise<ChildEnd>
  /** The last part of what it printed on standard output, and on standard error. */
  readonly output: Output
  /** How late others make it. Its words are acts; of its requests its servers know. */
  readonly waits: Waits
  /** Whether it has ended, although what it printed may still be on its way. */
  hasExited(): boolean
  /**
   * Writes to its standard input, which only a child with `onText` has. Resolves when the pipe has taken it, or has
   * shown that nobody reads it any more.
   */
  write(text: string): Promise<void>
  endInput(): void
  /** Ends it and what it left running: first politely, then for good. Resolves when it is gone. */
  end(): Promise<void>
}

/** For a child that is talked with. */
export interface Talk {
  /** Told what it prints on standard output, in pieces. */
  onText(text: string): void
  /** Told that it has closed one of its streams: it will not hear, or not say, anything more. */
  onClosed(stream: TalkStream): void
}

export type TalkStream = 'standard input' | 'standard output'

const keptCharacters = 32_768
const graceMs = 300

/** Takes the group down; it may be gone already. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // ESRCH: nobody is left.
  }
}

export interface Children {
  /** Starts a command as the head of a process group of its own, so that its children can be ended with it. */
  start(argv: readonly string[], env: NodeJS.ProcessEnv, talk?: Talk): Child
  /** Stops watching over this process's own end. */
  release(): void
}

/** How a process is started. */
export type Spawn = (
  file: string,
  args: readonly string[],
  options: SpawnOptionsWithoutStdio,
) => ChildProcessWithoutNullStreams

/** Starts commands, and sees to it that none outlives this process. */
export function createChildren(spawnIt: Spawn = spawn): Children {
  const groups = new Set<number>()
  const killAll = () => {
    for (const pid of groups) signalGroup(pid, 'SIGKILL')
  }
  process.once('exit', killAll)
  return {
    start([file = '', ...args], env, talk) {
      const child = spawnIt(file, args, { env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
      return watchChild(child, groups, talk)
    },
    release: () => void process.off('exit', killAll),
  }
}

function watchChild(child: ChildProcessWithoutNullStreams, groups: Set<number>, talk?: Talk): Child {
  const { pid } = child
  const waits = watchWaits(() => (pid === undefined ? new Map() : threadWaits(pid)))
  // Who does not read any more, or has ended, breaks the pipe: its end tells.
  child.stdin.on('error', () => talk?.onClosed('standard input'))
  child.stdout.on('end', () => {
    waits.acted()
    talk?.onClosed('standard output')
  })
  if (!talk) child.stdin.end()
  const output: Output = { stdout: '', stderr: '', spokeMs: null }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8')
    child[name].on('data', (text: string) => {
      output[name] = (output[name] + text).slice(-keptCharacters)
      if (name === 'stderr') return
      output.spokeMs = performance.now()
      waits.acted()
      talk?.onText(text)
    })
  }
  if (pid !== undefined) groups.add(pid)
  const killGroup = () => {
    if (pid !== undefined && groups.delete(pid)) signalGroup(pid, 'SIGKILL')
  }
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once('error', (startError) => resolve({ code: null, signal: null, startError, endedMs: performance.now() }))
    child.once('exit', (code, signal) => {
      const end = { code, signal, endedMs: performance.now() }
      // What is still in the pipes belongs to the output; `close` comes when they are empty. What it left running keeps
      // them open: they are let go. It may run on until it is ended, for it may still send something.
      const giveUp = setTimeout(() => {
        child.stdout.destroy()
        child.stderr.destroy()
        resolve(end)
      }, graceMs)
      child.once('close', () => {
        clearTimeout(giveUp)
        resolve(end)
      })
    })
  })
  return {
    ended,
    output,
    waits,
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    write: (text) => new Promise((resolve) => child.stdin.write(text, () => resolve())),
    endInput: () => void child.stdin.end(),
    async end() {
      if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return killGroup()
      signalGroup(pid, 'SIGTERM')
      const force = setTimeout(killGroup, graceMs)
      await ended
      clearTimeout(force)
      killGroup()
    },
  }
}
