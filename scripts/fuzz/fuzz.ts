import { isEnvelope } from '../../contracts/envelope.ts'
import { createRandom } from '../../fixtures/random.ts'
import { nodePlatform } from '../../mocks/adapters/node-platform.ts'
import { createTempStore } from '../../mocks/adapters/temp-store.ts'
import { defaultBasePath } from '../../mocks/core/base-path.ts'
import { createCore } from '../../mocks/core/core.ts'
import { systemTime } from '../../mocks/core/time.ts'
import { createControl } from '../../mocks/server/control/control.ts'
import { faultText, planBody } from './arbitrary-plan.ts'
import { type Chance, createChance } from './chance.ts'
import { gatherCorpus } from './corpus.ts'
import { mutateRequest } from './mutate-request.ts'
import { messageOf, type RawRequest, textOf } from './raw-request.ts'

/** What a fuzzed request did that it must not. */
export interface Misdeed {
  readonly what: string
  readonly request: RawRequest
}

export interface FuzzResult {
  readonly count: number
  /** How often each status was answered; 0 for a connection that a fault broke. */
  readonly statuses: Readonly<Record<number, number>>
  readonly misdeeds: readonly Misdeed[]
}

export interface FuzzOptions {
  readonly seed: number
  readonly count: number
  /** Stops after so many misdeeds. Default 10. */
  readonly maxMisdeeds?: number
}

const hangMs = 10_000

/** After so many requests the mock begins anew. */
const freshEvery = 2_000

/** Rejects when the promise has not settled in time. */
async function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${hangMs} ms`)), hangMs)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

function isEnvelopeText(text: string): boolean {
  try {
    return isEnvelope(JSON.parse(text))
  } catch {
    return false
  }
}

/** A core in process with its control API, and what failed inside it. */
function createSubject(seed: number) {
  const failures: unknown[] = []
  const store = createTempStore()
  const time = { ...systemTime(), sleep: async () => undefined }
  const core = createCore({
    platform: { ...nodePlatform, store },
    time,
    seed,
    files: 3,
    onError: (error) => failures.push(error),
  })
  const control = createControl({
    core,
    time,
    host: 'mock.test',
    token: undefined,
    uuid: nodePlatform.uuid,
    version: '0',
    basePath: defaultBasePath,
    startedMs: 0,
  })
  return { core, control, failures, store }
}

type Subject = ReturnType<typeof createSubject>

/** Sends one request; what it did that it must not, if anything, and its status. */
async function judge(request: RawRequest, { core, failures }: Subject): Promise<{ status: number; problem?: string }> {
  const { outcome, attempt } = await core.handle(messageOf(request))
  if (attempt) core.journal.close(attempt)
  const isAskedFor = attempt?.fault != null
  if ('transport' in outcome) return isAskedFor ? { status: 0 } : { status: 0, problem: 'broke a connection unasked' }
  const { status } = outcome
  const text = await textOf(outcome.body)
  const failure = failures.pop()
  if (failure !== undefined)
    return { status, problem: `failed inside: ${failure instanceof Error ? failure.stack : failure}` }
  if (isAskedFor) return { status }
  if (status >= 500) return { status, problem: `answered ${status} unasked: ${text.slice(0, 300)}` }
  if (status >= 400 && !isEnvelopeText(text))
    return { status, problem: `answered ${status} without the envelope: ${text.slice(0, 300)}` }
  return { status }
}

async function judgeControl(request: RawRequest, { control }: Subject): Promise<{ status: number; problem?: string }> {
  const { status, body } = await control(messageOf(request))
  // A stream of events goes on for ever, as it must.
  if (typeof body === 'object' && body !== null && !(body instanceof Uint8Array)) {
    await body[Symbol.asyncIterator]().return?.()
    return { status }
  }
  const text = await textOf(body)
  if (status >= 500) return { status, problem: `the control API answered ${status}: ${text.slice(0, 300)}` }
  if (status >= 400 && !isEnvelopeText(text))
    return { status, problem: `the control API answered ${status} without the envelope` }
  return { status }
}

/** A request to the control API: a plan, a patch, a scenario, or something that is none. */
function controlRequest(chance: Chance): RawRequest {
  const [method, path] = chance.pick([
    ['POST', '/faults'],
    ['GET', '/faults'],
    ['DELETE', '/faults'],
    ['PATCH', '/tenants/fuzz_listFiles'],
    ['POST', '/scenarios'],
    ['GET', '/journal?tenant=fuzz_listFiles'],
    ['GET', '/journal/stream?after=0'],
    ['POST', '/reset'],
    [chance.nasty().replace(/[^A-Z]/g, '') || 'GET', `/${encodeURIComponent(chance.nasty().toWellFormed())}`],
  ] as const)
  const patch = {
    plan: chance.pick<unknown>(['starter', chance.nasty()]),
    clock: chance.pick<unknown>([{ advanceMs: 1_000 }, { set: chance.nasty() }, chance.nasty()]),
    usage: { descriptions: chance.pick<unknown>([0, 1e9, chance.nasty()]) },
  }
  const json = chance.pick<unknown>([
    planBody(chance),
    patch,
    { clock: { advanceMs: 60_000 } },
    { name: chance.nasty() },
    { tenant: 'fuzz_listFiles' },
    chance.nasty(),
  ])
  const body = method === 'GET' || chance.oneIn(10) ? null : new TextEncoder().encode(JSON.stringify(json))
  return {
    method,
    target: `/__mock${path}`,
    headers: { host: 'localhost', ...(body && { 'content-type': 'application/json' }) },
    body,
  }
}

function apiRequest(corpus: readonly RawRequest[], chance: Chance): RawRequest {
  const request = mutateRequest(chance.pick(corpus), chance)
  return chance.oneIn(8) ? { ...request, headers: { ...request.headers, 'mock-fault': faultText(chance) } } : request
}

/**
 * Sends requests that are nearly right, over the API and its control API, to a mock in process. An error that nobody asked
 * for, an answer without the envelope, a failure inside and a hang are misdeeds; the seed brings each of them back.
 */
export async function fuzz({ seed, count, maxMisdeeds = 10 }: FuzzOptions): Promise<FuzzResult> {
  const chance = createChance(createRandom(seed))
  const subject = createSubject(seed)
  const statuses: Record<number, number> = {}
  const misdeeds: Misdeed[] = []
  let corpus = await gatherCorpus(subject.core)
  let sent = 0
  while (sent < count && misdeeds.length < maxMisdeeds) {
    sent += 1
    const isControl = chance.oneIn(10)
    const request = isControl ? controlRequest(chance) : apiRequest(corpus, chance)
    const one = inTime(isControl ? judgeControl(request, subject) : judge(request, subject))
    const { status, problem } = await one.catch((error: unknown) => ({
      status: -1,
      problem: String(error instanceof Error ? error.stack : error),
    }))
    statuses[status] = (statuses[status] ?? 0) + 1
    if (problem !== undefined) misdeeds.push({ what: problem, request })
    // A tenant whose key, quota or clock is spent shows nothing any more.
    if (sent % freshEvery === 0 && sent < count) {
      subject.core.reset()
      corpus = await gatherCorpus(subject.core)
    }
  }
  subject.store.close()
  return { count: sent, statuses, misdeeds }
}
