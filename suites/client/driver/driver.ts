import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ChildEnd, Children, TalkStream } from '../command/child.ts'
import { type ClientTime, clientTime } from '../command/client-time.ts'
import type { Speed } from '../command/speed.ts'
import type { Waits } from '../noise/waits.ts'
import { type DriverAnswer, type DriverCall, type DriverRequest, type Extra, readAnswer } from './protocol.ts'

/** A driver that runs: calls go in, answers come out, in any order. */
export interface Driver {
  /** The time of its clock. */
  readonly clientTime: ClientTime
  readonly speed: Speed
  /** How late others make it. */
  readonly waits: Waits
  /** What it says that it takes beyond plain calls. */
  takes(extra: Extra): boolean
  /** Makes a call; resolves with what came of it, or rejects when the driver ends before. */
  call(call: DriverCall): { readonly id: number; readonly answer: Promise<DriverAnswer> }
  cancel(id: number): void
  /** Cancels a call that took too long; rejects when the driver has ended, or can no longer hear or say anything. */
  giveUp(id: number): Promise<void>
  /** The end of what it printed. */
  lastWords(): string
  /** Ends it: a driver ends when its input does, and is made to after a moment. */
  end(): Promise<void>
}

/** What a driver did that the protocol does not have, and how often. */
export type Oddities = Map<string, { count: number; line: string }>

/** Longer lines are no outcome of a call. */
const longestLine = 1_000_000
const graceMs = 300
/** After so long a driver that closed a stream has not merely ended. */
const closedMs = 1_000

/** Why a driver ended, with what it said last. */
function endSentence({ startError, code, signal }: ChildEnd, open: number, words: string): string {
  if (startError?.code === 'ENOENT') return `The driver does not exist: ${startError.path}`
  if (startError) return `The driver could not be started: ${startError.message}`
  const how = code === null ? `by ${signal}` : `with code ${code}`
  const last = words === '' ? 'It printed nothing.' : `Its last words: ${words}`
  return `The driver ended ${how} while ${open} calls were under way; it has to run until its input ends. ${last}`
}

/** Resolves when what was written is in the pipe, or broke it; a pipe that is full takes its time. */
const taken = (written: Promise<void>) =>
  Promise.race([written, new Promise<void>((resolve) => setTimeout(resolve, graceMs))])

/** Cuts text that arrives in pieces into lines. */
function createLines(onLine: (line: string) => void): (text: string) => void {
  let rest = ''
  return (text) => {
    const lines = (rest + text).split('\n')
    rest = (lines.pop() ?? '').slice(0, longestLine)
    for (const line of lines) onLine(line.trimEnd())
  }
}

/** What a driver is started with beside its words. */
export interface DriverStart {
  readonly children: Children
  readonly speed: Speed
  /** What its environment needs beyond ours. */
  readonly env: Readonly<Record<string, string>>
  /** Counts what it does wrong. */
  readonly oddities: Oddities
}

/** Starts a driver on a clock. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one conversation; its lines share who waits for what
export function startDriver(argv: readonly string[], { children, speed, env, oddities }: DriverStart): Driver {
  const fromEpochMs = Date.now()
  const open = new Map<number, { resolve(answer: DriverAnswer): void; reject(error: Error): void }>()
  let lastId = 0
  const extras = new Set<Extra>()
  let failure: Error | undefined

  function note(what: string, line: string) {
    const known = oddities.get(what) ?? { count: 0, line: line.slice(0, 200) }
    oddities.set(what, { ...known, count: known.count + 1 })
  }

  const read = createLines((line) => {
    if (line === '') return
    const answer = readAnswer(line)
    if ('problem' in answer) return note(`printed a line that is no answer: ${answer.problem}`, line)
    if ('takes' in answer) {
      for (const extra of answer.takes) extras.add(extra)
      return
    }
    const call = open.get(answer.id)
    if (answer.id > lastId) return note('answered a call that was never made', line)
    if (!call) return note('answered a call twice; the first answer counts', line)
    open.delete(answer.id)
    call.resolve(answer)
  })
  const all = { ...process.env, ...env, ...speed.env(fromEpochMs) }
  const child = children.start(argv, all, { onText: read, onClosed })
  const lastWords = () => {
    const { stderr, stdout } = child.output
    return (stderr.trim() || stdout.trim()).split('\n').at(-1)?.slice(0, 300) ?? ''
  }
  function fail(sentence: string) {
    failure ??= new Error(sentence)
    for (const { reject } of open.values()) reject(failure)
  }
  void child.ended.then((end) => fail(endSentence(end, open.size, lastWords())))
  const send = (request: DriverRequest) => child.write(`${JSON.stringify(request)}\n`)
  const closed = new Set<TalkStream>()
  function onClosed(stream: TalkStream) {
    closed.add(stream)
    lookSoon()
  }
  function lookSoon() {
    setTimeout(() => {
      const [id] = open.keys()
      if (id !== undefined) void look(id)
    }, closedMs).unref()
  }
  /** Fails where nothing can come of a call any more, by what holds now: what was noticed first does not matter. */
  async function look(id: number): Promise<void> {
    // Whether a pipe is still read shows only when something is written to it.
    await taken(send({ cancel: id }))
    await nextTurn()
    // One that ends closes its streams, too: its end tells more.
    if (child.hasExited()) return void (await child.ended)
    const streams = [...closed].sort().join(' and its ')
    if (streams !== '' && open.size > 0)
      fail(`The driver closed its ${streams} while ${open.size} calls were under way, and runs on.`)
  }

  return {
    clientTime: clientTime(fromEpochMs, speed.clock.factor),
    speed,
    waits: child.waits,
    takes: (extra) => extras.has(extra),
    call(call) {
      lastId += 1
      const id = lastId
      const answer = new Promise<DriverAnswer>((resolve, reject) => {
        if (failure) return reject(failure)
        open.set(id, { resolve, reject })
        void send({ id, call })
        if (closed.size > 0) lookSoon()
      })
      return { id, answer }
    },
    cancel: (id) => void (open.has(id) && send({ cancel: id })),
    async giveUp(id) {
      if (open.has(id)) await look(id)
      if (failure) throw failure
    },
    lastWords,
    async end() {
      open.clear()
      child.endInput()
      await Promise.race([child.ended, new Promise((resolve) => setTimeout(resolve, graceMs))])
      await child.end()
    },
  }
}
