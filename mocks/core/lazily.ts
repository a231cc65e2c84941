import type { MaybePromise } from './message.ts'

/** Loads something when it is first asked for; whoever asks later has it at once. */
export function lazily<T>(load: () => Promise<T>): () => MaybePromise<T> {
  let loaded: MaybePromise<T> | undefined
  return () => {
    loaded ??= load().then((value) => {
      loaded = value
      return value
    })
    return loaded
  }
}
