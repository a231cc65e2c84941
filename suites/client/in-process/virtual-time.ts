import { syncBuiltinESMExports } from 'node:module'
import { Worker } from 'node:worker_threads'
import FakeTimers from '@sinonjs/fake-timers'
import type { TimeSource } from '../../../mocks/core/time.ts'
import { watchClockReads } from './clock-reads.ts'
import { openEcho } from './echo.ts'
import { boundAtomicsWait, takeOverAbortTimeout, takeOverSchedulerWait } from './other-clocks.ts'
import { takeOverSocketTimeouts } from './socket-timeouts.ts'

/** Time that stands still until everybody waits, and then jumps. */
export interface VirtualTime {
  /** The client's clock, for the server. */
  readonly time: TimeSource
  /** Says that something happened: the clock stands still a little longer. */
  touch(): void
  /** Calls back after `ms` of the client's time; returns how to call it off. */
  after(ms: number, callback: () => void): () => void
  /**
   * Lets time pass until `isDone`, at most `patienceMs` of the client's time. While `isBusy` it stands still. When
   * nobody waits on the clock, a client that is busy by itself gets `idleMs` of real time first. All of it ends after
   * some thousand jumps.
   * @returns whether it was done
   */
  pass(options: { isDone: () => boolean; isBusy: () => boolean; patienceMs: number; idleMs: number }): Promise<boolean>
  /** Lets so much real time pass, by the clock of another thread, while the client's time stands still. */
  linger(forMs: number): Promise<void>
  /** Why a client that was seen cannot be judged on this clock; undefined while none was. */
  refusal(): string | undefined
  /** Gives the real time back. */
  end(): void
}

const asCommand = 'Judge it as a command: aion-contract retry -- COMMAND'
const refusals = {
  loop: `The client waits in a loop that asks the clock until the time is over, which stops everything else. ${asCommand}`,
  polling: `The client waits by asking the clock again and again, which no clock that jumps can follow. ${asCommand}`,
  sleep: `The client sleeps with Atomics.wait, which stops everything else. ${asCommand}`,
} as const

/** Turns of the event loop without anything new, after which nobody has anything left to do at once. */
const quietTurns = 30
/** So often an echo must have set out and come back meanwhile: what was under way before it has been read by then. */
const quietRounds = 1
/** Where there is no echo: enough for an answer on a loopback socket to be read by a client in the same process. */
const quietMs = 2
/** A client whose timers go off without end is not watched any longer. Not a time: a busy machine must not count. */
const mostJumps = 1_500
/** What a client can be busy with beyond its sockets; while such a thing is under way the clock stands still. */
const busyWith = ['TCPConnectWrap', 'GetAddrInfoReqWrap', 'FSReqCallback', 'FSReqPromise', 'FileHandleCloseReq', 'ZLIB']

function installClock() {
  try {
    return FakeTimers.install({
      now: Date.now(),
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance', 'hrtime'],
    })
  } catch (cause) {
    throw new Error(
      "The timers of this process are taken over already: by another check that still runs, or by a test's fake timers",
      { cause },
    )
  }
}

/** Waits in a thread of its own: a client's thread that set out sooner is back sooner, however busy the machine is. */
const waitInThread = (ms: number) =>
  new Promise((resolve) => new Worker(`setTimeout(() => {}, ${ms})`, { eval: true }).once('exit', resolve))

/**
 * Takes the process's timers and clock over. `nextTick`, `setImmediate` and microtasks stay real: sockets need them.
 * Only one at a time: the clock of a process is one.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: taking over and giving back belong together; its waiting is to be split off
export function takeOverTime(): VirtualTime {
  const { setTimeout: realTimeout, clearTimeout: clearRealTimeout, setImmediate: realImmediate } = globalThis
  const realNow = performance.now.bind(performance)
  const clock = installClock()
  const restores = [
    takeOverAbortTimeout(clock),
    takeOverSchedulerWait(),
    takeOverSocketTimeouts(clock),
    boundAtomicsWait(() => refuse('sleep')),
  ]
  const echo = openEcho()
  const reads = watchClockReads(() => refuse('loop'))
  // Modules that imported a timer by name see the change only after this.
  syncBuiltinESMExports()
  const epochMs = clock.now
  let activity = 0
  let refusal: string | undefined

  function refuse(why: keyof typeof refusals) {
    refusal ??= refusals[why]
  }

  const time: TimeSource = {
    now: () => clock.now,
    monotonic: () => clock.now - epochMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const timer = realTimeout(resolve, ms)
        signal?.addEventListener('abort', () => {
          clearRealTimeout(timer)
          resolve()
        })
      }),
  }

  async function untilQuiet(isDone: () => boolean, isBusy: () => boolean, forMs: number): Promise<void> {
    let since = realNow()
    let turns = 0
    let asked = 0
    let seen = activity
    let rounds = echo.rounds()
    // The first may have been under way already.
    const hasEchoed = () => (echo.isOpen() ? echo.rounds() - rounds > quietRounds : realNow() - since >= quietMs)
    while (!isDone()) {
      await new Promise((resolve) => realImmediate(resolve))
      turns += 1
      if (reads.endTurn()) asked += 1
      const isActive =
        seen !== activity || isBusy() || process.getActiveResourcesInfo().some((name) => busyWith.includes(name))
      if (isActive) {
        seen = activity
        since = realNow()
        turns = 0
        asked = 0
        rounds = echo.rounds()
      } else if (!hasEchoed()) await echo.send()
      else if (turns >= quietTurns) {
        if (realNow() - since >= forMs) {
          if (asked >= turns) refuse('polling')
          return
        }
        await new Promise((resolve) => realTimeout(resolve, 1))
      }
    }
  }

  return {
    time,
    touch() {
      activity += 1
    },
    after(ms, callback) {
      const timer = clock.setTimeout(callback, ms)
      return () => clock.clearTimeout(timer)
    },
    async pass({ isDone, isBusy, patienceMs, idleMs }) {
      let isOver = false
      // Longer than a timer can be: the rest is added when the first part is over.
      const longestTimerMs = 2_000_000_000
      let leftMs = patienceMs
      let sentinel = clock.setTimeout(elapsed, Math.min(leftMs, longestTimerMs))
      function elapsed() {
        leftMs -= longestTimerMs
        if (leftMs <= 0) isOver = true
        else sentinel = clock.setTimeout(elapsed, Math.min(leftMs, longestTimerMs))
      }
      for (let jumps = 0; ; jumps += 1) {
        await untilQuiet(isDone, isBusy, 0)
        if (isDone() || isOver || jumps > mostJumps) break
        if (idleMs > 0 && clock.countTimers() <= 1) await untilQuiet(isDone, isBusy, idleMs)
        if (isDone()) break
        await clock.nextAsync()
        // Whoever else is due at this very moment goes with it.
        await clock.tickAsync(0)
      }
      clock.clearTimeout(sentinel)
      return isDone()
    },
    async linger(forMs) {
      await waitInThread(forMs)
      await untilQuiet(
        () => false,
        () => false,
        0,
      )
    },
    refusal: () => refusal,
    end() {
      echo.end()
      for (const restore of [reads.restore, ...restores]) restore()
      clock.uninstall()
      syncBuiltinESMExports()
    },
  }
}
