import type { ClockReads } from './clock-reads.ts'
import type { Echo } from './echo.ts'

/** What real time brings while the client's time stands still. */
export interface RealTime {
  /** Real milliseconds. */
  now(): number
  /** Resolves after a turn of the event loop. */
  turn(): Promise<unknown>
  /** Resolves after a millisecond. */
  rest(): Promise<unknown>
  /** Whether the process has something under way that no timer tells of. */
  isBusy(): boolean
}

export interface QuietOptions {
  readonly real: RealTime
  readonly echo: Pick<Echo, 'send' | 'rounds' | 'isOpen'>
  readonly reads: Pick<ClockReads, 'endTurn'>
  /** Told when somebody asked for the time in every turn. */
  readonly onPolling: () => void
}

/** Tells when nobody has anything left to do at once. */
export interface Quiet {
  /** Says that something happened. */
  touch(): void
  /** Resolves when all has been quiet for `forMs` of real time, or as soon as `isDone`. While `isBusy` it is not quiet. */
  until(isDone: () => boolean, isBusy: () => boolean, forMs: number): Promise<void>
}

/** Turns of the event loop without anything new, after which nobody has anything left to do at once. */
export const quietTurns = 30
/** So often an echo must have set out and come back meanwhile: what was under way before it has been read by then. */
const quietRounds = 1
/** Where there is no echo: enough for an answer on a loopback socket to be read by a client in the same process. */
const quietMs = 2

export function createQuiet({ real, echo, reads, onPolling }: QuietOptions): Quiet {
  let activity = 0

  return {
    touch() {
      activity += 1
    },
    async until(isDone, isBusy, forMs) {
      const begin = () => ({ sinceMs: real.now(), turns: 0, asked: 0, activity, rounds: echo.rounds() })
      let calm = begin()
      // The first may have been under way already.
      const hasEchoed = () =>
        echo.isOpen() ? echo.rounds() - calm.rounds > quietRounds : real.now() - calm.sinceMs >= quietMs
      while (!isDone()) {
        await real.turn()
        calm.turns += 1
        if (reads.endTurn()) calm.asked += 1
        if (calm.activity !== activity || isBusy() || real.isBusy()) calm = begin()
        else if (!hasEchoed()) await echo.send()
        else if (calm.turns >= quietTurns) {
          if (real.now() - calm.sinceMs >= forMs) {
            if (calm.asked >= calm.turns) onPolling()
            return
          }
          await real.rest()
        }
      }
    },
  }
}
