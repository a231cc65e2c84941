import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemTime, type TimeSource } from '../../../mocks/core/time.ts'
import { benchKey } from '../bench-key.ts'
import { sampleRequest } from '../requests.ts'
import type { CallRun } from '../run.ts'
import { defaultTimeoutMs, type Scenario } from '../scenario.ts'
import { startScript } from '../script/server.ts'
import { bodyFileOf } from './body-file.ts'
import type { Child, Children } from './child.ts'
import { assignmentEnv, fillIn } from './command-line.ts'
import { readEnd } from './read-end.ts'
import { realSpeed, type Speed } from './speed.ts'

/** How long a command is watched, in real time. */
const usualPatienceMs = 30_000
/** For how long late requests of something that the command left behind are looked for. */
const quietMs = 100

export interface CommandJob {
  readonly argv: readonly string[]
  readonly children: Children
  readonly scenario: Scenario
  /** Which of the scenario's calls. */
  readonly index: number
  readonly speed: Speed
  /** A directory for body files. */
  readonly directory: string
  readonly signal?: AbortSignal
  /** Told when the first request has come, or can no longer come. */
  readonly onStarted?: () => void
}

/** How the command was started, beside what came of its call. */
export interface CommandRun extends CallRun {
  readonly startError?: NodeJS.ErrnoException
  readonly exitCode: number | null
  /** The end of what it printed. */
  readonly output: string
}

/** The client's time, in the server: it runs `factor` times faster from `fromEpochMs` on. */
function clientTime(fromEpochMs: number, factor: number): TimeSource {
  const { now, monotonic, sleep } = systemTime()
  const fromMs = monotonic()
  return {
    now: () => Math.floor(fromEpochMs + factor * (now() - fromEpochMs)),
    monotonic: () => factor * (monotonic() - fromMs),
    sleep,
  }
}

/** The speed at which a scenario runs: short waits are judged better on the real clock. */
export const speedOf = ({ isLong }: Scenario, speed: Speed): Speed => (isLong ? speed : realSpeed)

/**
 * Runs a command once against a scenario's script.
 * @throws the signal's reason, once the command is ended
 */
export async function runCommand(job: CommandJob): Promise<CommandRun> {
  const { argv, children, scenario, index, directory, signal, onStarted } = job
  signal?.throwIfAborted()
  const speed = speedOf(scenario, job.speed)
  const { factor } = speed.clock
  const request = sampleRequest(scenario.request)
  const fromEpochMs = Date.now()
  const time = clientTime(fromEpochMs, factor)
  const server = await startScript({
    script: scenario.script,
    request,
    time,
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms / factor)
      return () => clearTimeout(timer)
    },
    onActivity: () => onStarted?.(),
  })
  const body = bodyFileOf(request, index, scenario.body)
  const bodyFile = body && join(directory, `body-${new URL(server.url).port}`)
  if (body && bodyFile) await writeFile(bodyFile, body.text)
  const assignment = {
    baseUrl: server.url,
    apiKey: benchKey,
    request,
    // A clock that runs faster shortens timeouts too; what no scenario asks for stays as long in real time.
    scenario: { ...scenario, timeoutMs: scenario.timeoutMs ?? defaultTimeoutMs * factor },
    ...(body && bodyFile && { bodyFile, contentType: body.contentType }),
  }
  const startedMs = time.monotonic()
  const spawnedMs = performance.now()
  const child = children.start(fillIn(argv, assignment), {
    ...process.env,
    ...speed.env(fromEpochMs),
    ...assignmentEnv(assignment),
  })
  const { ended, isOver } = await watch(child, scenario.commandPatienceMs ?? usualPatienceMs, signal)
  const outcome = isOver || ended.startError ? null : await readEnd(ended, child.output)
  // A program that says how it went is done then; what it takes to leave is not the client's wait.
  const doneMs = outcome?.isBlind === false ? (child.output.spokeMs ?? ended.endedMs) : ended.endedMs
  const settledMs = startedMs + factor * (doneMs - spawnedMs)
  onStarted?.()
  if (!isOver) await new Promise((resolve) => setTimeout(resolve, quietMs))
  await server.close()
  signal?.throwIfAborted()
  return {
    attempts: server.attempts,
    outcome,
    startedMs,
    settledMs: isOver ? null : settledMs,
    watchedMs: settledMs - startedMs,
    exitCode: ended.code,
    output: [child.output.stdout, child.output.stderr].filter(Boolean).join('\n'),
    ...(ended.startError && { startError: ended.startError }),
  }
}

/** Waits for the child; ends it when it takes too long or the bench is stopped. */
async function watch(child: Child, watchMs: number, signal: AbortSignal | undefined) {
  let isOver = false
  const giveUp = () => {
    isOver = true
    void child.end()
  }
  const timer = setTimeout(giveUp, watchMs)
  signal?.addEventListener('abort', giveUp, { once: true })
  const ended = await child.ended
  clearTimeout(timer)
  signal?.removeEventListener('abort', giveUp)
  return { ended, isOver }
}
