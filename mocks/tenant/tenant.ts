import { type PlanName, plans, streaming } from '../../contracts/limits.ts'
import type { OperationId } from '../../contracts/operations/index.ts'
import { type Clock, createClock, type TimeSource } from '../core/time.ts'
import { type Blobs, createBlobs } from '../storage/blobs.ts'
import { createMemoryBudget, type MemoryBudget } from '../storage/memory-budget.ts'
import { type Account, createAccount } from './account.ts'
import type {
  AuditRecord,
  CheckoutRecord,
  CloudJobRecord,
  ConnectionRecord,
  LoginRecord,
  MemberRecord,
  TicketRecord,
  UseRecord,
} from './account-records.ts'
import { type BoundedLog, createBoundedLog, type LogRoom } from './bounded-log.ts'
import { createFileIndex, type FileIndex } from './file-index.ts'
import { type Traits, traitsOf } from './keys.ts'
import { type LimitOverrides, limitsOf, type TenantLimits } from './limits.ts'
import type { ProviderState } from './provider.ts'
import { createRateWindow, type RateWindow } from './rate-window.ts'
import type {
  AnalysisRecord,
  ApiKeyRecord,
  BatchRecord,
  ChatRecord,
  DocumentBatchRecord,
  DocumentUploadRecord,
  ExportRecord,
  FileRecord,
  FolderRecord,
  ImageJobRecord,
  SessionRecord,
  VideoUploadRecord,
} from './record-types.ts'
import { bothEvents, createRecords, createWriteQueue, type Records } from './records.ts'
import { createTokenUses, type TokenUses } from './token-uses.ts'
import { cycleEndMs, type Usage } from './usage.ts'

/** One isolated world: records, plan and usage, rate window, clock. */
export interface Tenant {
  readonly name: string
  readonly traits: Traits
  /** Whether somebody with a key of it, or through the control API, has used it: others are let go first. */
  isInUse: boolean
  plan: PlanName
  /** What differs from the plan. */
  limitOverrides: LimitOverrides
  /** The plan's limits with the overrides. */
  readonly limits: TenantLimits
  subscription: 'active' | 'past_due'
  provider: ProviderState
  /** Which part of all work that takes time ends as a failure, from 0 to 1. */
  failureShare: number
  stream: StreamPace
  readonly clock: Clock
  readonly window: RateWindow
  /** The window of an operation that has one of its own. */
  operationWindow(operation: OperationId, seconds: number): RateWindow
  readonly usage: Usage
  /** End of the billing cycle that `usage.descriptions` counts, epoch milliseconds. */
  cycleEndMs: number
  /** How many pieces of work were queued so far; decides which of them fail. */
  worksQueued: number
  /** Runs a step when no other such step of this tenant is running: for checks that must still hold when the record is written. */
  alone<R>(step: () => Promise<R>): Promise<R>
  readonly files: Records<FileRecord>
  readonly fileIndex: FileIndex
  /** Analyses of colours and materials that were asked for. */
  readonly imageJobs: Records<ImageJobRecord>
  readonly folders: Records<FolderRecord>
  readonly sessions: Records<SessionRecord>
  readonly videoUploads: Records<VideoUploadRecord>
  readonly analyses: Records<AnalysisRecord>
  readonly documentUploads: Records<DocumentUploadRecord>
  readonly exports: Records<ExportRecord>
  readonly documentBatches: Records<DocumentBatchRecord>
  readonly batches: Records<BatchRecord>
  readonly chats: Records<ChatRecord>
  readonly apiKeys: Records<ApiKeyRecord>
  /** The tenant as a customer: settings, subscription, counts by day. */
  readonly account: Account
  readonly members: Records<MemberRecord>
  readonly logins: Records<LoginRecord>
  readonly tickets: Records<TicketRecord>
  readonly checkouts: Records<CheckoutRecord>
  readonly connections: Records<ConnectionRecord>
  readonly cloudJobs: Records<CloudJobRecord>
  readonly audit: BoundedLog<AuditRecord>
  readonly uses: BoundedLog<UseRecord>
  readonly tokenUses: TokenUses
  /** How often each issued key was used, and when last, by its id. */
  readonly keyUses: Map<string, { count: number; lastMs: number }>
  /** The bytes of files, by file id, and of uploads that are not confirmed yet. */
  readonly blobs: Blobs
  readonly shared: SharedBudgets
}

/** How fast the tokens of a message stream come. */
export interface StreamPace {
  /** 0: at once. */
  readonly tokensPerSecond: number
}

/** What the tenants of one mock share. */
export interface SharedBudgets {
  /** Memory for stored bytes. What does not fit lies in the platform's store, or is not kept. */
  readonly stored: MemoryBudget
  /** Bytes of streaming uploads under way. */
  readonly streams: MemoryBudget
  /** Room for what happened: the entries of audit and usage logs. */
  readonly logs: LogRoom
}

const storedBytes = 64 * 1_048_576
/** Some twelve megabytes; of that each log may hold a page of a list, whatever the others hold. */
const logEntries = { most: 20_000, least: 20 }

export const createSharedBudgets = (): SharedBudgets => ({
  stored: createMemoryBudget(storedBytes),
  streams: createMemoryBudget(streaming.totalMemoryBytes),
  logs: { entries: 0, ...logEntries },
})

/** How a tenant begins whose name does not say otherwise. */
export interface TenantDefaults {
  readonly plan?: PlanName | undefined
  readonly stream?: StreamPace | undefined
  /** Told of each write of a record once it is done. */
  readonly onWrite?: ((tenant: Tenant) => void) | undefined
}

/** Makes a tenant without records. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the list of what a world holds
export function createTenant(
  name: string,
  time: TimeSource,
  shared: SharedBudgets,
  { plan: defaultPlan, stream = { tokensPerSecond: 0 }, onWrite }: TenantDefaults = {},
): Tenant {
  const traits = traitsOf(name, defaultPlan)
  const writes = createWriteQueue(() => onWrite?.(tenant))
  const clock = createClock(time)
  const fileIndex = createFileIndex()
  const operationWindows = new Map<OperationId, RateWindow>()
  const tokenUses = createTokenUses()
  let { plan } = traits
  let limitOverrides: LimitOverrides = {}
  let limits = limitsOf(plans[plan], limitOverrides)
  const tenant: Tenant = {
    name,
    traits,
    isInUse: false,
    get plan() {
      return plan
    },
    set plan(next) {
      plan = next
      limits = limitsOf(plans[plan], limitOverrides)
    },
    get limitOverrides() {
      return limitOverrides
    },
    set limitOverrides(next) {
      limitOverrides = next
      limits = limitsOf(plans[plan], limitOverrides)
    },
    get limits() {
      return limits
    },
    subscription: traits.isPastDue ? 'past_due' : 'active',
    provider: 'up',
    failureShare: 0,
    stream,
    clock,
    window: createRateWindow(),
    operationWindow(operation, seconds) {
      const known = operationWindows.get(operation) ?? createRateWindow(seconds * 1_000)
      operationWindows.set(operation, known)
      return known
    },
    usage: { storageBytes: 0, descriptions: 0, activeUploads: 0, streamBytes: 0 },
    cycleEndMs: cycleEndMs(clock.now()),
    worksQueued: 0,
    alone: createWriteQueue(),
    files: createRecords(writes, bothEvents(fileIndex, tokenUses.files)),
    fileIndex,
    imageJobs: createRecords(writes),
    folders: createRecords(writes),
    sessions: createRecords(writes),
    videoUploads: createRecords(writes),
    analyses: createRecords(writes),
    documentUploads: createRecords(writes),
    exports: createRecords(writes),
    documentBatches: createRecords(writes),
    batches: createRecords(writes),
    chats: createRecords(writes, tokenUses.chats),
    apiKeys: createRecords(writes),
    account: createAccount(name, clock.now()),
    members: createRecords(writes),
    logins: createRecords(writes),
    tickets: createRecords(writes),
    checkouts: createRecords(writes),
    connections: createRecords(writes),
    cloudJobs: createRecords(writes),
    audit: createBoundedLog(1_000, shared.logs),
    uses: createBoundedLog(10_000, shared.logs),
    tokenUses,
    keyUses: new Map(),
    blobs: createBlobs(shared.stored),
    shared,
  }
  return tenant
}
