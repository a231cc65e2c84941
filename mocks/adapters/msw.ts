import type * as Msw from 'msw'
import { type OperationId, operationIds, operationRow } from '../../contracts/operations/index.ts'
import { findOperationRoute } from '../../contracts/routes.ts'
import { bodyOf, networkError } from './fetch.ts'
import { createInProcessWorld, type InProcessOptions, type InProcessWorld, type WorldControls } from './in-process.ts'
import { refuseOldMsw } from './msw-version.ts'
import { untraced } from './untraced.ts'

/** Finds the operation of a request, once for all the handlers that ask for it. */
function createFinder({ pathOf }: InProcessWorld): (request: Request) => OperationId | undefined {
  const found = new WeakMap<Request, { readonly id: OperationId | undefined }>()
  return (request) => {
    const known = found.get(request)
    if (known) return known.id
    const path = pathOf(new URL(request.url))
    const match = path === undefined ? undefined : findOperationRoute(request.method, path)
    const id = match && 'id' in match ? match.id : undefined
    found.set(request, { id })
    return id
  }
}

/**
 * Lets a handler pass at once what is not meant for it. MSW asks one after the other, and each would take the URL apart again,
 * collect the cookies and match its pattern before it says no: with all operations of the API that costs more than the answer.
 */
function passingOver(handler: Msw.HttpHandler, isMeant: (request: Request) => boolean): Msw.HttpHandler {
  const run = handler.run.bind(handler)
  const passed = Promise.resolve(null)
  handler.run = (args) => (isMeant(args.request) ? run(args) : passed)
  return handler
}

/** The handlers of one world, to be spread into `setupServer` or `setupWorker`, and what steers it. */
export type MockHandlers = readonly Msw.HttpHandler[] & WorldControls

/** The part of msw that handlers are made with. */
export type HandlerMaker = Pick<typeof Msw, 'http'>

/** One MSW handler for each operation, and one for what is left of the API's paths, over a world of their own. */
export function makeHandlers(msw: HandlerMaker, options: InProcessOptions): MockHandlers {
  refuseOldMsw(msw)
  const world = createInProcessWorld(options, 'createHandlers')
  const base = world.base.startsWith('/') ? `*${world.base}` : world.base

  async function answer({ request }: { request: Request }): Promise<Response | undefined> {
    const url = new URL(request.url)
    const target = world.targetOf(url)
    if (target === undefined) return undefined
    const { method, headers, signal } = request
    const response = await world
      .answer({ method, origin: url.origin, target, headers, body: bodyOf(request), signal })
      .catch((error: unknown): typeof networkError => {
        // MSW would report the client's own abort as a failure of this handler.
        if (signal.aborted) return networkError
        throw error
      })
    return response === networkError ? Response.error() : response
  }

  const operationOf = createFinder(world)
  const handlerOf = (id: OperationId) => {
    const { method, path } = operationRow(id)
    const name = method.toLowerCase() as Lowercase<typeof method> // the methods' names in msw
    const handler = msw.http[name](`${base}${path.replace(/\{(\w+)\}/g, ':$1')}`, answer)
    return passingOver(handler, (request) => operationOf(request) === id)
  }
  // Unknown paths and wrong methods are the API's to refuse, not MSW's to warn of.
  const made = untraced(() => [...operationIds.map(handlerOf), msw.http.all(`${base}/*`, answer)])
  const { faults, journal, clock, reset } = world
  return Object.assign(made, { faults, journal, clock, reset })
}

let byDefault: MockHandlers | undefined

/** The handlers of a world with every default: the same where one file of a program imports them and another requires them. */
export function defaultHandlers(msw: HandlerMaker): MockHandlers {
  byDefault ??= makeHandlers(msw, {})
  return byDefault
}
