import type { Child, ChildEnd, Children, Output } from '../command/child.ts'
import { watchWaits } from '../noise/waits.ts'

// Commands that are functions of the test that starts them: a test of what starts commands takes milliseconds.

/** What a command finds in its environment. */
export type Env = Readonly<Record<string, string | undefined>>

/** A command in this process: what it does, given its environment; how it ended, or nothing when it goes on until it is ended. */
export type Program = (env: Env, output: Output) => Promise<Partial<ChildEnd> | undefined>

/** Children that run this program, and what was asked of them. */
export function childrenThat(program: Program) {
  const seen = { argv: [] as (readonly string[])[], env: {} as Env, ends: 0, releases: 0 }
  const children: Children = {
    start(argv, env): Child {
      seen.argv.push(argv)
      seen.env = env
      const { promise: killed, resolve: kill } = Promise.withResolvers<Partial<ChildEnd>>()
      const output: Output = { stdout: '', stderr: '', spokeMs: null }
      let hasExited = false
      const run = program(env, output).then((end) => end ?? killed)
      const ended = Promise.race([run, killed]).then((end) => {
        hasExited = true
        return { code: null, signal: null, endedMs: performance.now(), ...end }
      })
      return {
        ended,
        output,
        waits: watchWaits(() => new Map()),
        hasExited: () => hasExited,
        write: async () => {},
        endInput() {},
        async end() {
          seen.ends += 1
          kill({ signal: 'SIGTERM' })
          await ended
        },
      }
    },
    release() {
      seen.releases += 1
    },
  }
  return { children, seen }
}
