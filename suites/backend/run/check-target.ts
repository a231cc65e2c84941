import { hasEnvelopeForm } from '../error-answer.ts'
import { type Answer, type Exchange, headerValue } from '../exchange.ts'
import type { Probe } from '../probe.ts'

/** What the check may ask beside the first read, which is there already. */
export interface TargetQuestions {
  /** Asks the target one more thing, with the key. */
  ask(probe: Probe): Promise<Exchange>
  /** Asks for the first read at another base URL, without the key; undefined when nothing answers there. */
  askAt?(baseUrl: string): Promise<Answer | undefined>
}

const furtherReads: readonly Probe[] = (['listFolders', 'getTenantLimits', 'listDocuments'] as const).map(
  (operation) => ({
    id: `check-${operation}`,
    intent: 'success',
    operation,
  }),
)

const unknownPath: Probe = { id: 'check-unknown-path', intent: 'unknown-path', operation: null, path: '/no-such-path' }

const isPage = (answer: Answer) =>
  /^text\/html/i.test(headerValue(answer, 'Content-Type') ?? '') || /^\s*<(!doctype|html)/i.test(answer.body)

const isGone = ({ answer }: Exchange) => answer !== null && [404, 405, 501].includes(answer.status)

/** Whether an answer is that of an API that has the operation: a list, or a word about the key. */
const isOfApi = (answer: Answer | undefined) =>
  answer !== undefined && [200, 401, 402, 403, 429].includes(answer.status) && !isPage(answer)

/** Where the API may lie when it does not lie at the base URL. */
function otherBases(baseUrl: string): string[] {
  const { origin, pathname } = new URL(baseUrl)
  const parent = pathname.replace(/\/[^/]*$/, '')
  const bases = [`${baseUrl}/api/v2`, `${origin}/api/v2`, origin + parent, `${origin}${pathname}/v2`, origin]
  return [...new Set(bases.map((base) => base.replace(/\/+$/, '')))].filter((base) => base !== baseUrl)
}

async function whereElse(baseUrl: string, { askAt }: TargetQuestions): Promise<string> {
  for (const base of askAt ? otherBases(baseUrl) : []) {
    if (isOfApi(await askAt?.(base))) return `; ${base} does, so give that as the base URL`
  }
  return '; is the base URL the one that ends with /api/v2?'
}

/** A redirect in words. The key never follows it. */
function whereTo(answer: Answer, baseUrl: string): string {
  const location = (headerValue(answer, 'Location') ?? 'nowhere').slice(0, 200)
  const to = URL.canParse(location, baseUrl) ? new URL(location, baseUrl) : undefined
  if (!to) return location
  const from = new URL(baseUrl)
  if (to.protocol !== from.protocol && to.host.split(':')[0] === from.host.split(':')[0])
    return `${location}: give the base URL with ${to.protocol}//`
  if (/log-?in|sign-?in|auth|sso/i.test(to.pathname)) return `${location}, a login: the API lies behind it`
  if (to.pathname.endsWith('/') && to.host === from.host)
    return `${location}, with a slash at the end: no documented path has one`
  return location
}

/** What a first answer alone says: undefined when it may be that of an API. */
function refusal(answer: Answer, baseUrl: string): string | undefined {
  const { status, body } = answer
  if (status === 401) return 'the key was refused from the start: the first read was answered with 401'
  if (status >= 300 && status < 400) return `the first read is redirected (${status}) to ${whereTo(answer, baseUrl)}`
  if (
    status === 400 &&
    /plain HTTP request was sent to HTTPS port|client sent an HTTP request to an HTTPS server/i.test(body)
  )
    return 'TLS is spoken there: give the base URL with https://'
  return undefined
}

/**
 * Says why a target cannot be judged at all, in one sentence; undefined when it can. Asks further only where the answer
 * to the first read is not that of an API.
 */
export async function whyNotJudged(
  opening: Exchange,
  baseUrl: string,
  questions: TargetQuestions,
): Promise<string | undefined> {
  const { answer, failureKind, failure } = opening
  if (answer === null) {
    const isWrongProtocol = (failureKind === 'broken' || failureKind === 'not-http') && baseUrl.startsWith('http:')
    if (failureKind === 'silent')
      return `the host takes connections and does not answer: ${failure}; --timeout waits longer`
    return isWrongProtocol ? `${failure}; if TLS is spoken there, give the base URL with https://` : undefined
  }
  const refused = refusal(answer, baseUrl)
  if (refused) return refused
  if (isGone(opening)) return whyGone(baseUrl, questions)
  if (isPage(answer) && answer.status < 400) return whyPage(baseUrl, questions)
  const isBlocked = answer.status >= 500 || answer.status === 403
  return isBlocked && !isEnvelope(opening) ? whyBlocked(opening, questions) : undefined
}

const isEnvelope = (exchange: Exchange) =>
  exchange.answer !== null && hasEnvelopeForm({ ...exchange, answer: exchange.answer })

async function whyGone(baseUrl: string, questions: TargetQuestions): Promise<string | undefined> {
  for (const probe of furtherReads) {
    const { answer } = await questions.ask(probe)
    if (answer && ![404, 405, 501].includes(answer.status) && !isPage(answer)) return undefined
  }
  return `no operation of the API is there: every read is answered with 404${await whereElse(baseUrl, questions)}`
}

async function whyPage(baseUrl: string, questions: TargetQuestions): Promise<string | undefined> {
  const { answer } = await questions.ask(unknownPath)
  if (answer && !(isPage(answer) && answer.status < 400)) return undefined
  return `a page is answered to everything, so no API lies there${await whereElse(baseUrl, questions)}`
}

async function whyBlocked({ answer }: Exchange, { ask }: TargetQuestions): Promise<string | undefined> {
  for (const probe of [unknownPath, ...furtherReads.slice(0, 1)]) {
    const other = await ask(probe)
    if (other.answer === null || other.answer.status !== answer?.status || isEnvelope(other)) return undefined
  }
  return `everything is answered with ${answer?.status} and without the API's envelope: what stands in front of the API refuses, or the API is down`
}
