import type { OperationId } from '../../contracts/operations/index.ts'
import { type MaybePromise, whenReady } from '../core/message.ts'
import type { Handler } from './operation.ts'

/** The operations whose handlers a module exports under their ids. */
type Exported<Module> = {
  [Id in OperationId & keyof Module]: Module[Id] extends Handler<Id> ? Id : never
}[OperationId & keyof Module]

/**
 * Handlers of a module that is loaded with the first call of any of them: for resources that most users never ask.
 */
export function later<Module extends object>(load: () => Promise<Module>) {
  let loaded: MaybePromise<Module> | undefined
  const module = (): MaybePromise<Module> => {
    loaded ??= load().then((ready) => {
      loaded = ready
      return ready
    })
    return loaded
  }
  return <Id extends Exported<Module>>(id: Id): Handler<Id> =>
    (call) =>
      whenReady(module(), (ready) => (ready[id] as Handler<Id>)(call)) // what `Exported` says
}
