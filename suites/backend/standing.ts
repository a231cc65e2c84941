import { operationIds, operationRow } from '../../contracts/operations/index.ts'
import { hasEnvelopeForm, isSuccess, knownCode } from './error-answer.ts'
import { type Answered, type Exchange, headerValue, isAnswered } from './exchange.ts'
import type { Intent } from './probe.ts'
import type { Run } from './run.ts'

/**
 * What an answer is an answer to. `considered`: the target looked at what was asked. `throttled`: a limit that nobody
 * meant to meet. `absent`: the operation is not there. `not-permitted`: the key may not do it. `unavailable`: a gateway's
 * page, a 5xx without the envelope, a redirect, no whole answer. `unrecorded`: a recording that does not tell.
 */
export type StandingKind = 'considered' | 'throttled' | 'absent' | 'not-permitted' | 'unavailable' | 'unrecorded'

export interface Standing {
  readonly kind: StandingKind
  /** Why it is not considered, in words that a rule can quote; empty when it is. */
  readonly reason: string
}

export type Seen = Exchange & { readonly standing: Standing }

/** A run whose exchanges have their standing: what rules judge. */
export interface SeenRun extends Omit<Run, 'exchanges'> {
  readonly exchanges: readonly Seen[]
}

/** For rules about how the target treats a request: it must have looked at it. */
export const ifConsidered: readonly StandingKind[] = ['considered']
/** For rules about the answer itself: its form, its ids, its headers. */
export const ifAnswered: readonly StandingKind[] = ['considered', 'throttled', 'absent', 'not-permitted']
/** For rules about failures of the server, too. */
export const ifAnything: readonly StandingKind[] = [...ifAnswered, 'unavailable']

const considered: Standing = { kind: 'considered', reason: '' }

/** What a target says of an operation that it does not have. */
const goneStatuses: readonly number[] = [404, 405, 501]
/** What it says to a key that may not do something. */
const refusedStatuses: readonly number[] = [402, 403]

const wantsLimit: ReadonlySet<Intent | null> = new Set(['rate-limit', 'used-up-month', 'injected'])

/** These ask whether a key is refused, or for more than it may have: a refusal is what they mean to meet. */
const wantsRefusal: ReadonlySet<Intent | null> = new Set([
  'no-key',
  'malformed-key',
  'unknown-key',
  'expired-key',
  'deactivated-key',
  'past-due',
  'missing-scope',
  'foreign-resource',
  'full-storage',
  'used-up-month',
])

/** A limit that nobody meant to meet and that is over within a wait: 429, or 503 with Retry-After; not that of a month. */
export function isUnaskedLimit(exchange: Answered): boolean {
  const { answer, intent, isInjected } = exchange
  if (isInjected || wantsLimit.has(intent)) return false
  if (answer.status === 429) return knownCode(exchange) !== 'USAGE_LIMIT_EXCEEDED'
  return answer.status === 503 && headerValue(answer, 'Retry-After') !== undefined
}

/** Keys of nobody, and keys that are refused, are compared with the main one. */
const comparedKeys: Readonly<Record<string, string>> = {
  limited: 'limited',
  full: 'full',
  exhausted: 'exhausted',
}
const controlKey = ({ operation, credential }: Exchange) => `${operation} ${comparedKeys[credential] ?? 'main'}`

/** The list that an operation's path begins with: of `/documents/{document_id}` the one that reads `/documents`. */
function listFor(operation: Exchange['operation']): Exchange['operation'] {
  const path = operation ? operationRow(operation).path : ''
  const parent = path.replace(/\/\{\w+\}$/, '')
  if (parent === path) return null
  return operationIds.find((id) => operationRow(id).method === 'GET' && operationRow(id).path === parent) ?? null
}

/** Valid requests that an exchange is compared with: for the same operation, and for the list that it belongs to. */
interface Controls {
  readonly own: readonly Answered[]
  readonly lists: readonly Answered[]
}

/** The valid requests of a run, by operation and key: the controls of the invalid ones. */
function indexControls(run: Run): (exchange: Exchange) => Controls {
  const valid = run.exchanges.filter(isAnswered).filter((one) => one.intent === 'success' && !isUnaskedLimit(one))
  const byKey = Map.groupBy(valid, controlKey)
  const controlsOf = (exchange: Exchange) => byKey.get(controlKey(exchange)) ?? []
  return (exchange) => {
    const own = controlsOf(exchange)
    const lists = controlsOf({ ...exchange, operation: listFor(exchange.operation) })
    // Where nothing is listed there is nothing to read; an empty list shows that the resource is there.
    return { own: own.length > 0 || exchange.intent !== 'missing-resource' ? own : lists, lists }
  }
}

/** The owner's own request for the same thing, or the first of two equal ones. */
export const isSameRequest = (a: Exchange, b: Exchange): boolean =>
  a.request.method === b.request.method && a.request.url === b.request.url && a.request.body === b.request.body

function unanswered({ failureKind, failure }: Exchange): Standing {
  return failureKind === 'aborted' || failureKind === 'unrecorded'
    ? { kind: 'unrecorded', reason: failure ?? 'no answer was recorded' }
    : { kind: 'unavailable', reason: failure ?? 'no answer' }
}

const name = ({ operation, request }: Exchange) => operation ?? `${request.method} ${new URL(request.url).pathname}`

/** A redirect that is not the documented success of its operation. */
export const isRedirect = ({ answer, operation }: Answered): boolean =>
  answer.status >= 300 && answer.status < 400 && !(operation && operationRow(operation).success === answer.status)

const isGone = ({ answer }: Answered) => goneStatuses.includes(answer.status)

/** @param lists the valid requests for the list that the operation belongs to */
function ofControl(exchange: Answered, lists: readonly Answered[]): Standing {
  const { answer, request } = exchange
  const { status } = answer
  // An id that the target itself has named is there, unless nothing of its kind is.
  const isNamed = exchange.operation !== null && operationRow(exchange.operation).path.includes('{')
  const asksForListed = isNamed && !(lists.length > 0 && lists.every(isGone))
  if (goneStatuses.includes(status) && !(status === 404 && asksForListed))
    return { kind: 'absent', reason: `${name(exchange)} is not there: ${request.method} is answered with ${status}` }
  return refusedStatuses.includes(status) ? notPermitted(exchange) : considered
}

function notPermitted(exchange: Answered): Standing {
  const { operation, credential, answer } = exchange
  const access = operation ? operationRow(operation).access : 'read'
  const remedy = answer.status === 402 ? 'an account whose payments are made' : `a key with the scope ${access}`
  return {
    kind: 'not-permitted',
    reason: `the key "${credential}" may not do ${name(exchange)} (${answer.status}); it needs ${remedy}`,
  }
}

function ofInvalid(exchange: Answered, { own: controls, lists }: Controls): Standing {
  const { answer, intent, operation } = exchange
  if (operation === null) return considered
  // Whoever tidies up asks for what is gone.
  if (intent === 'cleanup' && isGone(exchange))
    return { kind: 'absent', reason: `${name(exchange)} was asked for to see that nothing is left` }
  if (intent === 'cleanup') return considered
  if (controls.some(isSuccess)) return considered
  const isRefused = refusedStatuses.includes(answer.status) && !wantsRefusal.has(intent)
  if (!isGone(exchange) && !isRefused) return considered
  const refused = controls.find((control) => ofControl(control, lists).kind === 'not-permitted')
  if (refused) return ofControl(refused, lists)
  if (isRefused) return notPermitted(exchange)
  return {
    kind: 'absent',
    reason: `nothing shows that ${name(exchange)} is there: it answers ${answer.status}, and no valid request for it succeeded`,
  }
}

function standingOf(exchange: Exchange, run: Run, controls: Controls): Standing {
  if (!isAnswered(exchange)) return unanswered(exchange)
  const { answer, isInjected, intent } = exchange
  if (answer.status === 304 || (run.shows === 'answers' && !answer.isBodyKnown))
    return { kind: 'unrecorded', reason: 'the recording does not hold the body' }
  if (isInjected) return considered
  if (isUnaskedLimit(exchange))
    return { kind: 'throttled', reason: `${name(exchange)} was throttled with ${answer.status}` }
  if (isRedirect(exchange))
    return {
      kind: 'unavailable',
      reason: `${name(exchange)} redirects to ${headerValue(answer, 'Location') ?? 'nowhere'}`,
    }
  if (answer.status >= 500 && answer.status !== 501 && run.shows === 'answers' && !hasEnvelopeForm(exchange))
    return { kind: 'unavailable', reason: `${name(exchange)} failed with ${answer.status} and without the envelope` }
  if (intent === null || run.origin === 'recorded') return considered
  return intent === 'success' ? ofControl(exchange, controls.lists) : ofInvalid(exchange, controls)
}

/** Says of every exchange what its answer is an answer to, once, before any rule looks. */
export function decideStandings(run: Run): SeenRun {
  const controlsOf = indexControls(run)
  const exchanges = run.exchanges.map((exchange) => ({
    ...exchange,
    standing: standingOf(exchange, run, controlsOf(exchange)),
  }))
  return { ...run, exchanges }
}
