import type { Server } from 'node:http'
import { nodePlatform } from '../adapters/node-platform.ts'
import { createTempStore } from '../adapters/temp-store.ts'
import { defaultBasePath } from '../core/base-path.ts'
import { type CoreOptions, createCore, type MockOptions, type PlainMock } from '../core/core.ts'
import { refuseUnknownOptions } from '../core/known-options.ts'
import { systemTime, type TimeSource } from '../core/time.ts'
import type { WorldData } from '../data-file/data.ts'
import type { FaultPlan } from '../faults/plan.ts'
import type { Journal } from '../journal/journal.ts'
import type { FolderKeeper } from '../persist/keeper.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { HttpsOptions } from '../tls/credentials.ts'
import { createBeside } from './beside.ts'
import { controlPath, mountControl } from './control/mount.ts'
import { createHttp1Server } from './http1-server.ts'
import { readBeginning } from './read-beginning.ts'
import { whyNotListening } from './why-not-listening.ts'

export * from '../adapters/steering.ts'

export interface MockServerOptions extends MockOptions {
  /** Default 0: a free port. */
  readonly port?: number
  /** Default 127.0.0.1, so that nobody outside this machine reaches it. */
  readonly host?: string
  /** Where the mock takes its time from. Default: the machine's own. */
  readonly time?: TimeSource
  /** Demanded by the control API when it is set: `Authorization: Bearer <token>` or `Mock-Control-Token: <token>`. */
  readonly controlToken?: string
  /** Whether `/` and `/__mock/` are a page for whoever opens them in a browser. Default true. */
  readonly console?: boolean
  /** What the mock begins with: a scenario, the name of one that comes with the package, or a YAML or JSON file. */
  readonly scenario?: Scenario | string
  /** What tenants begin with instead of made-up records: data, or a YAML or JSON file. */
  readonly data?: WorldData | string
  /**
   * Whether it speaks HTTPS, with HTTP/2 on the same port: true for a certificate that is made at start,
   * `{ caFile: 'ca.pem' }` to have its authority written to a file, `{ cert, key }` for a certificate of your own (PEM, or
   * files that hold it). Default false.
   */
  readonly https?: HttpsOptions
  /** A folder of its own, in which the worlds of tenants outlast the server: records, bytes, usage, clock. Faults and journal do not. */
  readonly persist?: string
}

/** A running mock server. */
export interface MockServer {
  /** The base URL of the API: `http://127.0.0.1:4010/api/v2`. */
  readonly url: string
  /** The URL of the control API: `http://127.0.0.1:4010/__mock`. */
  readonly control: string
  /** The port that it listens on. */
  readonly port: number
  /** The authority that clients have to trust, as PEM; undefined without HTTPS, and with a certificate of your own. */
  readonly ca: string | undefined
  /** The mock itself, without its transport. */
  readonly core: PlainMock
  /** What shall go wrong, and when, for every tenant or for one. */
  readonly faults: FaultPlan
  /** Every attempt that came in, and what was answered. */
  readonly journal: Journal
  /** Forgets one tenant's world, faults and journal, or everything, and begins again with what it was started with: for the time between two tests. */
  reset(tenant?: string): void
  /** Ends it: open connections are closed at once. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

const knownOptions: Readonly<Record<keyof MockServerOptions, true>> = {
  port: true,
  host: true,
  basePath: true,
  seed: true,
  plan: true,
  files: true,
  rateLimit: true,
  acceptAnyKey: true,
  stream: true,
  latency: true,
  strict: true,
  scenario: true,
  data: true,
  https: true,
  persist: true,
  controlToken: true,
  console: true,
  time: true,
  wire: true,
  onError: true,
  onSuccess: true,
  onNotice: true,
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) => {
      const error = new Error(whyNotListening(cause, host, port), { cause })
      reject(Object.assign(error, { code: cause.code }))
    }
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** Loaded when worlds are kept. What it has to say is said: nobody may believe in vain that something is kept. */
async function openKeeper(folder: string, onNotice: (text: string) => void = console.error) {
  const { createFolderKeeper } = await import('../persist/keeper.ts')
  return createFolderKeeper({ folder, onNotice })
}

/**
 * Starts the mock server.
 * @example
 * await using mock = await startMockServer()
 * const answer = await fetch(`${mock.url}/user-files`, { headers: { Authorization: 'Bearer aion_test_name_of_your_choice' } })
 * if (!answer.ok) throw new Error('the mock does not answer')
 * @throws TypeError on an unknown option or a scenario that is none, CertificateProblem on a certificate that cannot be used,
 * Error when it cannot listen
 */
export async function startMockServer(given: MockServerOptions = {}): Promise<MockServer> {
  refuseUnknownOptions('startMockServer', given, knownOptions)
  if (given.controlToken === '')
    throw new TypeError(
      'controlToken is empty: leave it out, or give a token. An unset variable would open the control API',
    )
  const { scenario, data, persist, onNotice } = given
  const beginning = scenario === undefined && data === undefined ? {} : await readBeginning(given)
  const keeper = persist === undefined ? undefined : await openKeeper(persist, onNotice)
  try {
    return await serve(given, beginning, keeper)
  } catch (error) {
    await keeper?.close()
    throw error
  }
}

/** @param beginning what the options say of it, read from its files */
async function serve(
  given: MockServerOptions,
  beginning: Pick<CoreOptions, 'scenario' | 'data'>,
  keeper: FolderKeeper | undefined,
): Promise<MockServer> {
  const { port = 0, host = '127.0.0.1', time = systemTime(), controlToken, ...others } = given
  const { scenario, data, persist, https = false, console = true, ...options } = others
  const { onNotice, basePath = defaultBasePath } = options
  const store = createTempStore()
  const core = createCore({
    stream: { tokensPerSecond: 40 },
    ...options,
    ...beginning,
    ...(keeper && { keeper }),
    http2: https !== false,
    platform: { ...nodePlatform, store },
    time,
  })
  const rules = { host, token: controlToken }
  const control = mountControl({ core, time, ...rules, uuid: nodePlatform.uuid, basePath })
  const served = { core, beside: createBeside(control, rules, console), time }
  const { server, connections } = createHttp1Server(served)
  const secured = https
    ? await (await import('./https.ts')).serveHttps(server, served, connections, { https, host, onNotice })
    : undefined
  if (!secured) server.on('connection', connections.open)
  const bound = await listen(server, port, host)
  const closed = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
      secured?.closeAll()
    })
  async function close(): Promise<void> {
    await closed()
    await keeper?.close()
    store.close()
  }
  const authority = host.includes(':') ? `[${host}]` : host
  const origin = `${secured ? 'https' : 'http'}://${authority}:${bound}`
  return {
    url: origin + basePath,
    control: origin + controlPath,
    port: bound,
    ca: secured?.ca,
    core,
    faults: core.faults,
    journal: core.journal,
    reset: core.reset,
    close,
    [Symbol.asyncDispose]: close,
  }
}
