import { type PlanName, plans } from '../../contracts/limits.ts'
import { defaultBasePath } from '../core/base-path.ts'
import { type Core, createCore } from '../core/core.ts'
import { refuseUnknownOptions } from '../core/known-options.ts'
import { whenReady } from '../core/message.ts'
import { type Clock, createClock, systemTime, testTime } from '../core/time.ts'
import { chooseData } from '../data-file/choose-data.ts'
import type { WorldData } from '../data-file/data.ts'
import type { Latency } from '../faults/latency.ts'
import type { FaultPlan } from '../faults/plan.ts'
import type { Journal } from '../journal/journal.ts'
import { chooseScenario } from '../scenario/choose-scenario.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { isTenantName, tenantName } from '../tenant/keys.ts'
import type { StreamPace } from '../tenant/tenant.ts'
import { answerWeb, type networkError, type WebRequest } from './fetch.ts'
import { loadWebPlatform, webPlatform } from './web-platform.ts'

/** How a world in process is made. */
export interface InProcessOptions {
  /** Where the API lies: an absolute URL, or a path on every host. Default `/api/v2` on every host. */
  readonly baseUrl?: string
  /** The tenant of every request, whatever its key says. Default: the one that the key names. */
  readonly tenant?: string
  /** Seeds the records and every other chance. Default 1. */
  readonly seed?: number
  /** The plan of tenants whose name does not say otherwise. Default professional. */
  readonly plan?: PlanName
  /** How many files a new tenant finds. Default 100. */
  readonly files?: number
  /** Whether the rate window of the plan is enforced. Default true. */
  readonly rateLimit?: boolean
  /**
   * Whose time waits follow, such as the delay of a fault: the machine's (`system`, the default), or the one that the test's
   * fake timers make (`test`).
   */
  readonly time?: 'system' | 'test'
  /**
   * What the mock begins with, and returns to at a reset: a scenario, or the name of one that comes with the package. In Node
   * `createHandlers` also takes a YAML or JSON file.
   */
  readonly scenario?: Scenario | string
  /**
   * What tenants begin with instead of made-up records, an object as a data file holds it. In Node `createHandlers` also takes
   * the YAML or JSON file.
   */
  readonly data?: WorldData | string
  /** Whether any bearer token will do. Default false: keys begin with `aion_test_`. */
  readonly acceptAnyKey?: boolean
  /** How fast the tokens of a message stream come. Default: at once. */
  readonly stream?: StreamPace
  /**
   * How long every answer takes, milliseconds: `200`, `'100..300'`, `'lognormal(200, 0.5)'`, or the delay that a fault takes. The
   * delay of a fault adds to it. Default: nothing.
   */
  readonly latency?: Latency
  /** Whether unknown parameters and fields are refused, which the API passes over. Default false: `Mock-Warning` tells of them. */
  readonly strict?: boolean
}

/** What steers a world in process. */
export interface WorldControls {
  /**
   * What shall go wrong, and when.
   * @example
   * mock.faults.on('listFiles', ['VLM_PROVIDER_ERROR', 'pass', 'RATE_LIMIT_ERROR'])
   * for (let i = 0; i < 3; i++) await call()
   * mock.faults.assertAllServed()
   */
  readonly faults: FaultPlan
  /**
   * Every attempt that came in, and what was answered.
   * @example
   * mock.faults.next('HTTP_500')
   * await call()
   * await call()
   * expectAttempts(mock.journal.attempts({ operation: 'listFiles' })).count(2).statuses([500, 200])
   */
  readonly journal: Journal
  /**
   * The time of every tenant: rate windows, Retry-After dates, key expiry and jobs follow when it is moved.
   * @example mock.clock.advance(60_000)
   */
  readonly clock: Clock
  /**
   * Forgets everything (records, faults, journal, moved time) and begins again with what it was made with. For the time
   * between two tests.
   * @example
   * mock.faults.next('HTTP_500', { times: 'always' })
   * mock.reset()
   * if (!(await call()).ok) throw new Error('the fault is still there')
   */
  reset(): void
}

/** The mock without a server, answering web requests. */
export interface InProcessWorld extends WorldControls {
  readonly core: Core
  /** Which URLs are the API's, for matching: an absolute URL or a path, without a slash at its end. */
  readonly base: string
  /** The path relative to the base; undefined when the URL is not the API's. */
  pathOf(url: URL): string | undefined
  /** Path and query as the core locates them; undefined when the URL is not the API's. */
  targetOf(url: URL): string | undefined
  answer(request: WebRequest): Promise<Response | typeof networkError>
}

function readBase(baseUrl: string): { base: string; basePath: string; origin: string | undefined } {
  const base = baseUrl.replace(/\/+$/, '')
  const isPath = base.startsWith('/')
  if (!isPath && !URL.canParse(base))
    throw new Error(
      `baseUrl must be an absolute URL such as https://api.aionvision.tech/api/v2, or a path that begins with a slash; got ${JSON.stringify(baseUrl)}`,
    )
  const url = new URL(base, 'http://localhost')
  if (url.pathname === '/') throw new Error(`baseUrl must have a path, such as /api/v2; got ${JSON.stringify(baseUrl)}`)
  return { base, basePath: url.pathname, origin: isPath ? undefined : url.origin }
}

const knownOptions: Readonly<Record<keyof InProcessOptions, true>> = {
  baseUrl: true,
  tenant: true,
  seed: true,
  plan: true,
  files: true,
  rateLimit: true,
  time: true,
  scenario: true,
  data: true,
  acceptAnyKey: true,
  stream: true,
  latency: true,
  strict: true,
}

const times = { system: systemTime, test: testTime }

/** @param of the function that was called, for what it refuses */
export function createInProcessWorld(given: InProcessOptions, of: string): InProcessWorld {
  refuseUnknownOptions(of, given, knownOptions)
  const { baseUrl = defaultBasePath, tenant, time: whose = 'system', scenario, data, ...options } = given
  if (!Object.hasOwn(times, whose))
    throw new Error(`time must be one of ${Object.keys(times).join(', ')}; got ${JSON.stringify(whose)}`)
  if (options.plan !== undefined && !Object.hasOwn(plans, options.plan))
    throw new Error(`plan must be one of ${Object.keys(plans).join(', ')}; got ${JSON.stringify(options.plan)}`)
  if (tenant !== undefined && !isTenantName(tenant))
    throw new Error(`tenant must be ${tenantName.expected}; got ${JSON.stringify(tenant)}`)
  const { base, basePath, origin } = readBase(baseUrl)
  const system = times[whose]()
  const clock = createClock(system)
  const time = { ...system, now: clock.now, dateMs: clock.dateMs }
  const core = createCore({
    ...options,
    ...(scenario !== undefined && { scenario: chooseScenario(scenario) }),
    ...(data !== undefined && { data: chooseData(data) }),
    basePath,
    platform: webPlatform,
    time,
    wire: 'fetch',
    onError: (error, requestId) => console.error(`request ${requestId} failed inside the mock:`, error),
  })
  const handler: Pick<Core, 'handle' | 'journal'> = {
    handle: (request) => whenReady(loadWebPlatform(), () => core.handle(request)),
    journal: core.journal,
  }
  const located = new RegExp(`(/t/[^/]+)?${basePath.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(/.*)?$`)
  function partsOf(url: URL): { readonly named: string | undefined; readonly path: string } | undefined {
    if (origin !== undefined && url.origin !== origin) return undefined
    const match = located.exec(url.pathname)
    return match ? { named: match[1], path: match[2] ?? '/' } : undefined
  }

  return {
    core,
    base,
    faults: core.faults,
    journal: core.journal,
    clock,
    pathOf: (url) => partsOf(url)?.path,
    targetOf(url) {
      const parts = partsOf(url)
      if (!parts) return undefined
      return `${parts.named ?? (tenant === undefined ? '' : `/t/${tenant}`)}${basePath}${parts.path}${url.search}`
    },
    answer: (request) => answerWeb(handler, time, request),
    reset() {
      core.reset()
      clock.reset()
    },
  }
}
