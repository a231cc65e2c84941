import { fileURLToPath } from 'node:url'

const here = import.meta.url
// As source the bench is these folders, among others; built, it is all that lies beside this file.
const folders = here.endsWith('/left-behind.ts')
  ? ['suites', 'mocks', 'contracts'].map((name) => new URL(`../../../${name}/`, here))
  : [new URL('.', here)]
const ownFolders = folders.flatMap((url) => [url.href, fileURLToPath(url)])

/** The files of a stack, the innermost first. Node's own say nothing of who called them, nor does the clock. */
const filesOf = (stack: string): string[] =>
  [...stack.matchAll(/^ +at (?:.*\()?(.+?)(?::\d+)+\)?$/gm)]
    .map(([, file = '']) => file.replace(/^async /, ''))
    .filter((file) => !/^node:|^native$|^<anonymous>|fake-timers/.test(file))

const isOwnFile = (file: string): boolean =>
  !file.includes('.test.') && ownFolders.some((folder) => file.startsWith(folder))

/** Why a signal was aborted. The bench makes such reasons, but for the client: a caller's cancelling, a timeout. */
const isReason = (error: unknown) => error instanceof DOMException && /^(Abort|Timeout)Error$/.test(error.name)

/** Whether an error comes of the bench: its stack leads through the bench, and through nobody else. */
export function isOfBench(error: unknown): boolean {
  if (isReason(error)) return false
  const files = error instanceof Error ? filesOf(error.stack ?? '') : []
  return files.length > 0 && files.every(isOwnFile)
}

const uncaught = ['unhandledRejection', 'uncaughtException'] as const

/** What was thrown, or rejected, where nobody catches. */
export interface LeftBehind {
  add(error: unknown): void
  /**
   * Says what the client left behind: elsewhere it ends the process of its user.
   * @throws Error when some of it is the bench's own: no verdict can be trusted then
   */
  notes(): string[]
  /** Leaves such errors to whoever handles them otherwise. */
  end(): void
}

/** Catches what nobody catches. Node would end the process for it, and the bench with it. */
export function watchLeftBehind(): LeftBehind {
  const left: unknown[] = []
  const add = (error: unknown) => void left.push(error)
  for (const event of uncaught) process.on(event, add)
  return {
    add,
    notes() {
      const cause = left.find(isOfBench)
      if (cause !== undefined)
        throw new Error(`The bench itself failed, which says nothing of the client: ${String(cause)}`, { cause })
      if (left.length === 0) return []
      const [first] = left
      return [
        `The client left ${left.length} errors that nobody handles, which ends a Node process: ${String(first).slice(0, 200)}`,
      ]
    },
    end() {
      for (const event of uncaught) process.off(event, add)
    },
  }
}
