import type { PlanName } from '../../contracts/limits.ts'
import type { OperationId } from '../../contracts/operations/index.ts'
import type { WorldData } from '../data-file/data.ts'
import type { Latency } from '../faults/latency.ts'
import { createFaultPlan, type FaultPlan } from '../faults/plan.ts'
import { type Attempt, createJournal, type Journal } from '../journal/journal.ts'
import { type Beginning, createBeginner } from '../scenario/beginning.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { StreamPace } from '../tenant/tenant.ts'
import { createTenants, type Tenants } from '../tenant/tenants.ts'
import type { WorldKeeper } from '../tenant/world-keeper.ts'
import { defaultBasePath, refuseBasePath } from './base-path.ts'
import { withLatency } from './latency.ts'
import type { IncomingMessageLike, MaybePromise, Outcome, Reply } from './message.ts'
import { createPipeline } from './pipeline.ts'
import type { Platform } from './platform.ts'
import { createRequestIds } from './request-ids.ts'
import type { TimeSource } from './time.ts'

/** How a mock behaves, whatever it runs in. */
export interface MockOptions {
  /** Under which path the API lies. Default `/api/v2`. */
  readonly basePath?: string
  /** Seeds the records of new tenants and every other chance. Default 1. */
  readonly seed?: number
  /** The plan of tenants whose name does not say otherwise. Default professional. */
  readonly plan?: PlanName
  /** How many files a new tenant finds. Default 100. */
  readonly files?: number
  /** Whether the rate window of the plan is enforced. Default true. */
  readonly rateLimit?: boolean
  /** Whether any key will do. Default false. */
  readonly acceptAnyKey?: boolean
  /** How fast the tokens of a message stream come. Default: at once, and 40 a second from a server. */
  readonly stream?: StreamPace
  /**
   * How long every answer takes, milliseconds: `200`, `'100..300'`, `'lognormal(200, 0.5)'`, or the delay that a fault takes. The
   * delay of a fault adds to it. Default: nothing.
   */
  readonly latency?: Latency
  /** Whether unknown parameters and fields are refused, which the API passes over. Default false: `Mock-Warning` tells of them. */
  readonly strict?: boolean
  /** What answers go out over. Over fetch no connection can be broken: transport faults become the nearest thing. Default socket. */
  readonly wire?: 'socket' | 'fetch'
  /** Told of failures of the mock itself, which the client sees as HTTP_500. */
  readonly onError?: (error: unknown, requestId: string) => void
  /** Told what a person should know of the mock's own affairs: a tenant was let go. */
  readonly onNotice?: (text: string) => void
  /** Sees each success of an operation before it is sent; tests validate it here. */
  readonly onSuccess?: (operation: OperationId, reply: Reply) => void
}

export interface CoreOptions extends MockOptions {
  /** What differs between Node and browsers. */
  readonly platform: Platform
  /** Where the mock takes its time from. */
  readonly time: TimeSource
  /** What the mock begins with, and returns to at a reset. */
  readonly scenario?: Scenario
  /** What tenants begin with instead of made-up records. */
  readonly data?: WorldData
  /** Whether requests can come over HTTP/2. Over fetch its faults are taken, too: they become the nearest thing. Default false. */
  readonly http2?: boolean
  /** Where the worlds of tenants outlast the process. */
  readonly keeper?: WorldKeeper
}

/** What came of a request, and the journal's entry for it (none for preflights: they are the browser's, not the client's). */
export interface Answer {
  readonly outcome: Outcome
  readonly attempt: Attempt | null
}

/** The mock itself, without any transport: plain messages in, plain messages out. */
export interface PlainMock {
  handle(request: IncomingMessageLike): MaybePromise<Answer>
  readonly faults: FaultPlan
  readonly journal: Journal
  /** Forgets one tenant's world, plan and journal, or everything, and begins again with what the mock was started with. */
  reset(tenant?: string): void
  /** The tenants that exist, and those that scenario and data name: they are made on first use. */
  tenantNames(): readonly string[]
  /** Puts another scenario and other data in the place of those that the mock was started with. */
  change(beginning: Beginning): void
}

/** The same with the worlds of its tenants, which no type of the package shows. */
export interface Core extends PlainMock {
  readonly tenants: Tenants
}

export function createCore({
  platform,
  time,
  basePath = defaultBasePath,
  seed = 1,
  plan,
  files = 100,
  rateLimit = true,
  acceptAnyKey = false,
  strict = false,
  scenario,
  data,
  stream = { tokensPerSecond: 0 },
  latency,
  keeper,
  wire = 'socket',
  http2 = wire === 'fetch',
  onError,
  onNotice,
  onSuccess,
}: CoreOptions): Core {
  refuseBasePath(basePath)
  const faults = createFaultPlan({ seed, http2 })
  const journal = createJournal({ requestIdOf: createRequestIds(platform.uuid) })
  const beginner = createBeginner({ faults, tenants: () => tenants }, { scenario, data }, stream)
  const tenants = createTenants({
    time,
    plan,
    keeper,
    onNotice,
    fill: async (tenant) =>
      (await import('../scenario/fill-tenant.ts')).fillTenant(tenant, beginner.now, { seed, files }),
  })
  if (keeper) journal.subscribe(({ tenant }) => tenants.ended(tenant))
  beginner.begin()
  const handle = createPipeline({
    platform,
    time,
    basePath,
    seed,
    rateLimit,
    acceptAnyKey,
    strict,
    wire,
    faults,
    journal,
    tenants,
    onError,
    onSuccess,
  })
  return {
    handle: latency === undefined ? handle : withLatency(handle, { latency, seed, time }),
    faults,
    journal,
    tenants,
    reset(tenant) {
      faults.clear(tenant)
      journal.clear(tenant)
      tenants.reset(tenant)
      beginner.begin(tenant)
    },
    change: beginner.change,
    tenantNames: () => [...new Set([...tenants.list().map(({ name }) => name), ...beginner.tenantNames()])],
  }
}
