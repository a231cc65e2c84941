import { syncBuiltinESMExports } from 'node:module'
import { Worker } from 'node:worker_threads'
import FakeTimers from '@sinonjs/fake-timers'
import type { TimeSource } from '../../../mocks/core/time.ts'
import { watchClockReads } from './clock-reads.ts'
import { openEcho } from './echo.ts'
import { jumpUntil, type PassOptions } from './jumps.ts'
import { boundAtomicsWait, takeOverAbortTimeout, takeOverSchedulerWait } from './other-clocks.ts'
import { watchPoolWork } from './pool-work.ts'
import { createQuiet } from './quiet.ts'
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
  pass(options: PassOptions): Promise<boolean>
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

/** What a client can be busy with beyond its sockets; while such a thing is under way the clock stands still. */
const busyWith = ['TCPConnectWrap', 'GetAddrInfoReqWrap', 'FSReqCallback', 'FSReqPromise', 'FileHandleCloseReq']

const never = () => false

/** Between two whole seconds, whenever a client is judged: one that rounds a date off is always as early or late by it. */
const startMs = () => Math.ceil(Date.now() / 1_000) * 1_000 + 500

function installClock() {
  try {
    return FakeTimers.install({
      now: startMs(),
      // A client may call off what it began before.
      shouldClearNativeTimers: true,
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
 * @param onThrown told what a timer's callback threw, which by Node's own timers nobody could catch
 */
export function takeOverTime(onThrown: (error: unknown) => void): VirtualTime {
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
  const pool = watchPoolWork(realNow)
  const reads = watchClockReads(() => refuse('loop'))
  // Modules that imported a timer by name see the change only after this.
  syncBuiltinESMExports()
  const epochMs = clock.now
  let refusal: string | undefined

  function refuse(why: keyof typeof refusals) {
    refusal ??= refusals[why]
  }

  const quiet = createQuiet({
    real: {
      now: realNow,
      turn: () => new Promise((resolve) => realImmediate(resolve)),
      rest: () => new Promise((resolve) => realTimeout(resolve, 1)),
      isBusy: () => pool.isUnderWay() || process.getActiveResourcesInfo().some((name) => busyWith.includes(name)),
    },
    echo,
    reads,
    onPolling: () => refuse('polling'),
  })

  const sleep: TimeSource['sleep'] = (ms, signal) =>
    new Promise((resolve) => {
      const timer = realTimeout(resolve, ms)
      signal?.addEventListener('abort', () => {
        clearRealTimeout(timer)
        resolve()
      })
    })

  return {
    time: { now: () => clock.now, monotonic: () => clock.now - epochMs, sleep },
    touch: quiet.touch,
    after(ms, callback) {
      const timer = clock.setTimeout(callback, ms)
      return () => clock.clearTimeout(timer)
    },
    pass: (options) => jumpUntil(clock, quiet, options, onThrown),
    async linger(forMs) {
      await waitInThread(forMs)
      await quiet.until(never, never, 0)
    },
    refusal: () => refusal,
    end() {
      echo.end()
      pool.end()
      for (const restore of [reads.restore, ...restores]) restore()
      clock.uninstall()
      syncBuiltinESMExports()
    },
  }
}
