import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { benchKey } from '../bench-key.ts'
import { sampleRequest } from '../requests.ts'
import type { CallRun } from '../run.ts'
import { defaultTimeoutMs, type Scenario } from '../scenario.ts'
import { needsHttp2 } from '../script/http2.ts'
import type { Activity } from '../script/script-record.ts'
import { startScript } from '../script/server.ts'
import { bodyFileOf } from './body-file.ts'
import type { Child, Children } from './child.ts'
import { clientTime } from './client-time.ts'
import { assignmentEnv, fillIn } from './command-line.ts'
import { type Patience, watchFor } from './patience.ts'
import { hasToldItsEnd, readEnd } from './read-end.ts'
import type { Speed } from './speed.ts'

/** For how long late requests of something that the command left behind are looked for, in real time. */
const quietMs = 100
/** And in the client's time, where its clock runs faster. */
const fastQuietMs = 6_000
/** A command that has said how its call went may take so long to leave, or three times what it took to its first request. */
const leavingMs = 1_500
const leavingStarts = 3
const lookEveryMs = 250
/** A command may take so much longer to its first request. */
const startMs = 10_000

export interface CommandJob {
  readonly argv: readonly string[]
  readonly children: Children
  readonly scenario: Scenario
  /** Which of the scenario's calls. */
  readonly index: number
  readonly speed: Speed
  /** How long it is watched from its first request on, in real time. */
  readonly patienceMs: number
  /** A directory for body files. */
  readonly directory: string
  /** What the environment of a command needs that is to trust scripts over TLS. */
  readonly trust: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** Told when the first request has come, or can no longer come. */
  readonly onStarted?: () => void
}

/** How the command was started, beside what came of its call. */
export interface CommandRun extends CallRun {
  readonly startError?: NodeJS.ErrnoException
  readonly exitCode: number | null
  /** It had said how its call went, but did not end by itself. */
  readonly isLingering: boolean
  /** For how long others kept it from a processor between two of its acts, at the worst, in real time. */
  readonly keptMs: number
  /** The end of what it printed. */
  readonly output: string
}

/**
 * Runs a command once against a scenario's script.
 * @throws the signal's reason, once the command is ended
 */
export async function runCommand(job: CommandJob): Promise<CommandRun> {
  const { argv, children, scenario, index, directory, speed, trust, signal, onStarted } = job
  signal?.throwIfAborted()
  const { factor } = speed.clock
  const request = sampleRequest(scenario.request)
  const fromEpochMs = Date.now()
  const { time, after } = clientTime(fromEpochMs, factor)
  const heard = { request: () => {} }
  let fromMs: number | undefined
  const onActivity = (what: Activity) => {
    if (what !== 'answered') child?.waits.acted()
    // What it waited for before is no wait of its call.
    fromMs ??= performance.now()
    heard.request()
    onStarted?.()
  }
  let child: Child | undefined
  const server = await startScript({ script: scenario.script, request, time, after, onActivity })
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
  child = children.start(fillIn(argv, assignment), {
    // Most of what a run of a Node command costs is compiling the same code again.
    NODE_COMPILE_CACHE: join(directory, 'compiled'),
    ...process.env,
    ...speed.env(fromEpochMs),
    ...assignmentEnv(assignment),
    ...(needsHttp2(scenario.script) && trust),
    ...(scenario.timeZone !== undefined && { TZ: scenario.timeZone }),
  })
  const mayTakeToLeave = () => {
    const [first] = server.attempts
    return Math.max(leavingMs, first ? (leavingStarts * (first.times.headMs - startedMs)) / factor : 0)
  }
  const watch = watchChild(child, { patienceMs: job.patienceMs, startMs }, mayTakeToLeave, signal)
  heard.request = watch.started
  const { ended, isOver, isLingering } = await watch.over
  const outcome = isOver || ended.startError ? null : await readEnd(ended, child.output)
  // A program that says how it went is done then; what it takes to leave is not the client's wait.
  const doneMs = outcome?.isBlind === false ? (child.output.spokeMs ?? ended.endedMs) : ended.endedMs
  const settledMs = startedMs + factor * (doneMs - spawnedMs)
  onStarted?.()
  const { watchAfterMs = factor > 1 ? fastQuietMs : 0 } = scenario
  if (!isOver) await new Promise((resolve) => setTimeout(resolve, Math.max(quietMs, watchAfterMs / factor)))
  await child.end()
  await server.close()
  signal?.throwIfAborted()
  return {
    attempts: server.attempts,
    outcome,
    startedMs,
    settledMs: isOver ? null : settledMs,
    watchedMs: settledMs - startedMs,
    exitCode: ended.code,
    isLingering,
    keptMs: fromMs === undefined ? 0 : child.waits.worstSince(fromMs),
    output: [child.output.stdout, child.output.stderr].filter(Boolean).join('\n'),
    ...(ended.startError && { startError: ended.startError }),
  }
}

/** Waits for the child; ends it when it takes too long or the bench is stopped. */
function watchChild(child: Child, patience: Patience, mayTakeToLeave: () => number, signal: AbortSignal | undefined) {
  let isOver = false
  let isLingering = false
  const looking = setInterval(() => {
    const { spokeMs } = child.output
    if (isLingering || spokeMs === null || !hasToldItsEnd(child.output)) return
    if (performance.now() - spokeMs < mayTakeToLeave()) return
    isLingering = true
    void child.end()
  }, lookEveryMs)
  const giveUp = () => {
    isOver = true
    void child.end()
  }
  const { started, end } = watchFor(patience, () => child.hasExited() || giveUp())
  signal?.addEventListener('abort', giveUp, { once: true })
  if (signal?.aborted) giveUp() // while the server was started
  const over = child.ended.then((ended) => {
    end()
    clearInterval(looking)
    signal?.removeEventListener('abort', giveUp)
    return { ended, isOver, isLingering }
  })
  return { started, over }
}
