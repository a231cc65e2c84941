import type { Child, ChildEnd, Children, Talk } from '../command/child.ts'
import type { DriverCall } from '../driver/protocol.ts'
import { watchWaits } from '../noise/waits.ts'
import type { Env } from './children-in-process.ts'

// Drivers that are functions of the test that starts them.

/** What a driver prints: each value is a line of JSON. */
export type Say = (...lines: readonly unknown[]) => void

/** What a driver does with a call, until it is cancelled. */
export type Answering = (call: DriverCall, id: number, say: Say, cancelled: AbortSignal) => Promise<void>

/** Makes each call with one fetch. */
export const fetching: Answering = async ({ baseUrl, path, method }, id, say, signal) => {
  try {
    const response = await fetch(baseUrl + path, { method, signal })
    await response.arrayBuffer()
    say({ id, outcome: { ok: response.ok, status: response.status } })
  } catch (error) {
    say({ id, outcome: { ok: false, name: error instanceof Error ? error.name : 'Error' } })
  }
}

/** Drivers that answer calls so, and what was asked of them. `begin` is what each does first. */
export function driversThat(answer: Answering, begin: (say: Say) => void = () => {}) {
  const seen = { argv: [] as (readonly string[])[], envs: [] as Env[], ends: 0, releases: 0 }
  const children: Children = {
    start(argv, env, talk?: Talk): Child {
      seen.argv.push(argv)
      seen.envs.push(env)
      const { promise: ended, resolve: end } = Promise.withResolvers<ChildEnd>()
      const output = { stdout: '', stderr: '', spokeMs: null }
      const say: Say = (...lines) => {
        const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
        output.stdout += text
        talk?.onText(text)
      }
      const calls = new Map<number, AbortController>()
      queueMicrotask(() => begin(say))
      return {
        ended,
        output,
        waits: watchWaits(() => new Map()),
        hasExited: () => false,
        async write(text) {
          const { id, call, cancel } = JSON.parse(text)
          if (cancel) return calls.get(cancel)?.abort()
          const stop = new AbortController()
          calls.set(id, stop)
          void answer(call, id, say, stop.signal)
        },
        endInput: () => end({ code: 0, signal: null, endedMs: performance.now() }),
        async end() {
          seen.ends += 1
        },
      }
    },
    release() {
      seen.releases += 1
    },
  }
  return { children, seen }
}
