import * as msw from 'msw'
import { type OperationId, operationIds, operationRow } from '../../contracts/operations/index.ts'
import { compileOperationRoutes } from '../../contracts/routes.ts'
import { bodyOf, networkError } from './fetch.ts'
import { createInProcessWorld, type InProcessOptions, type InProcessWorld, type WorldControls } from './in-process.ts'
import { refuseOldMsw } from './msw-version.ts'

/** Finds the operation of a request, once for all the handlers that ask for it. */
function createFinder({ pathOf }: InProcessWorld): (request: Request) => OperationId | undefined {
  const findRoute = compileOperationRoutes()
  const found = new WeakMap<Request, { readonly id: OperationId | undefined }>()
  return (request) => {
    const known = found.get(request)
    if (known) return known.id
    const path = pathOf(new URL(request.url))
    const match = path === undefined ? undefined : findRoute(request.method, path)
    const id = match && 'id' in match ? match.id : undefined
    found.set(request, { id })
    return id
  }
}

/**
 * Lets a handler pass at once what is not meant for it. MSW asks one after the other, and each would take the URL apart again,
 * collect the cookies and match its pattern before it says no: with all operations of the API that costs more than the answer.
 */
function passingOver(handler: msw.HttpHandler, isMeant: (request: Request) => boolean): msw.HttpHandler {
  const run = handler.run.bind(handler)
  const passed = Promise.resolve(null)
  handler.run = (args) => (isMeant(args.request) ? run(args) : passed)
  return handler
}

/** The handlers of one world, to be spread into `setupServer` or `setupWorker`, and what steers it. */
export type MockHandlers = readonly msw.HttpHandler[] & WorldControls

/**
 * One MSW handler for each operation, and one for what is left of the API's paths, over a world of their own.
 * @example
 * const mock = createHandlers({ acceptAnyKey: true })
 * const server = setupServer(...mock)
 * server.listen()
 * mock.faults.next('RATE_LIMIT_ERROR', { retryAfter: 2 })
 * const limited = await fetch('https://api.aionvision.tech/api/v2/user-files')
 * if (limited.status !== 429) throw new Error('the limit was not met')
 * @throws TypeError on an unknown option, Error when `baseUrl` or `tenant` cannot be one or msw is too old
 */
export function createHandlers(options: InProcessOptions = {}): MockHandlers {
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
  const perOperation = operationIds.map((id) => {
    const { method, path } = operationRow(id)
    const name = method.toLowerCase() as Lowercase<typeof method> // the methods' names in msw
    const handler = msw.http[name](`${base}${path.replace(/\{(\w+)\}/g, ':$1')}`, answer)
    return passingOver(handler, (request) => operationOf(request) === id)
  })
  // Unknown paths and wrong methods are the API's to refuse, not MSW's to warn of.
  const rest = msw.http.all(`${base}/*`, answer)
  const { faults, journal, clock, reset } = world
  return Object.assign([...perOperation, rest], { faults, journal, clock, reset })
}
