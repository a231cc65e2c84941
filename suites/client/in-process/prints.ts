import { format } from 'node:util'
import { holdsKey } from '../bench-key.ts'
import type { CallRun } from '../run.ts'

const levels = ['debug', 'error', 'info', 'log', 'warn'] as const
const place = 'what it printed'

function showsKey(words: readonly unknown[]): boolean {
  try {
    return holdsKey(format(...words))
  } catch {
    return false // a getter that throws shows nothing
  }
}

/** Watches what a client prints: a log shows the key as well as an error does. */
export function watchPrints() {
  let isShown = false
  const restores: (() => void)[] = []
  const watch = <N extends string>(at: { [name in N]: (...words: never[]) => unknown }, name: N) => {
    const print: (...words: never[]) => unknown = at[name]
    at[name] = (...words) => {
      isShown ||= showsKey(words)
      return print.apply(at, words)
    }
    restores.push(() => {
      at[name] = print
    })
  }
  for (const level of levels) watch(console, level)
  for (const stream of [process.stdout, process.stderr]) watch<'write'>(stream, 'write')
  return {
    /** The calls, with what was printed beside their failures. */
    besideFailures: (calls: readonly CallRun[]): readonly CallRun[] =>
      isShown
        ? calls.map((call) =>
            call.outcome === null || call.outcome.ok
              ? call
              : { ...call, outcome: { ...call.outcome, keyIn: [...(call.outcome.keyIn ?? []), place] } },
          )
        : calls,
    end() {
      for (const restore of restores) restore()
    },
  }
}
