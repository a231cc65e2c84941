import { existsSync } from 'node:fs'
import { type ClockFacts, realClock, scaledClock } from '../run.ts'

/** A way to make the clock of a command run faster. */
export interface Speed {
  readonly name: 'real time' | 'preload' | 'libfaketime'
  readonly clock: ClockFacts
  /** What the command's environment needs, given the moment (epoch milliseconds) from which its clock runs ahead. */
  env(fromEpochMs: number): Readonly<Record<string, string>>
  /** The same way, with another factor; real time stays real. */
  at(factor: number): Speed
}

export const realSpeed: Speed = { name: 'real time', clock: realClock, env: () => ({}), at: () => realSpeed }

/** Scales the timers and the clock of Node processes; nothing else notices it. */
export function preloadSpeed(factor: number): Speed {
  const preload = new URL('./warp.mjs', import.meta.url)
  return {
    name: 'preload',
    clock: scaledClock(factor),
    env: (fromEpochMs) => ({
      NODE_OPTIONS: [process.env.NODE_OPTIONS, `--import=${preload.href}`].filter(Boolean).join(' '),
      AION_WARP: String(factor),
      AION_WARP_FROM: String(fromEpochMs),
    }),
    at: preloadSpeed,
  }
}

const faketimeLibraries = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib64/faketime/libfaketimeMT.so.1',
  '/usr/local/lib/faketime/libfaketimeMT.so.1',
]

/** libfaketime, where it is installed: reaches every dynamically linked program. */
export function faketimeSpeed(factor: number, exists: (path: string) => boolean = existsSync): Speed | undefined {
  const library = faketimeLibraries.find((path) => exists(path))
  return library === undefined ? undefined : faketimeOf(library, factor)
}

const faketimeOf = (library: string, factor: number): Speed => ({
  name: 'libfaketime',
  clock: scaledClock(factor),
  env: () => ({ LD_PRELOAD: library, FAKETIME: `+0 x${factor}`, FAKETIME_DONT_RESET: '1' }),
  at: (other) => faketimeOf(library, other),
})
