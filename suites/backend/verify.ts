import { findingOf, type RuleVerdict, ruleVerdict } from '../rules/finding.ts'
import { inconclusive } from '../rules/look.ts'
import { chooseById } from '../rules/rule.ts'
import { createBodyKeeper } from './body/keep-body.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { type Keys, requireSendableKeys } from './credentials.ts'
import type { Answer, Exchange } from './exchange.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Permission, Recipe } from './probe.ts'
import { recipes as allRecipes } from './recipes/index.ts'
import type { BackendFinding, BackendLook, Rule } from './rule.ts'
import { rules as allRules } from './rules/index.ts'
import { systemClock } from './run/clock.ts'
import { probePath } from './run/compose.ts'
import { runProbes } from './run/run-probes.ts'
import type { Run } from './run.ts'
import type { Sender } from './send/sender.ts'
import { decideStandings, type SeenRun } from './standing.ts'

export type Target =
  /** A backend that listens: `https://staging.example/api/v2`. */
  | { readonly baseUrl: string }
  /** A backend that does not listen yet: anything that supertest takes. Needs supertest to be installed. */
  | { readonly app: unknown; readonly basePath?: string }

export type VerifyOptions = Target & {
  /** A valid key with at least the scope `read`. */
  readonly apiKey: string
  /** Further keys; what needs one that is not here is not provoked. */
  readonly keys?: Omit<Keys, 'main'>
  /** What may be done beyond reads and invalid requests. Default: nothing. */
  readonly allow?: readonly Permission[]
  /** Judge only these rules. Default: all. */
  readonly only?: readonly string[]
  /** Default 1000. */
  readonly maxRequests?: number
  /** Longest time for the whole run, judging included. Default five minutes. */
  readonly deadlineMs?: number
  /** Longest time for one exchange. Default 30 s. */
  readonly timeoutMs?: number
  /** How many recipes are under way at once. Default 4. */
  readonly concurrency?: number
  /** Ends the run at once; what was written is cleaned up and what was seen is judged. */
  readonly signal?: AbortSignal
  /** The origin of a page that the target answers (CORS). Default `https://page.example`, which only `*` allows. */
  readonly origin?: string
  /** Sees every exchange as it happens. */
  readonly onExchange?: (exchange: Exchange) => void
}

/** What was found: every rule's ruleVerdict, what was covered, and everything that was seen. */
export interface Verification {
  readonly verdicts: readonly RuleVerdict<BackendFinding>[]
  readonly coverage: Coverage
  readonly run: Run
  /** Whether the run came to its end, something was judged and no rule failed. */
  readonly isGood: boolean
}

/** Chooses rules by id; throws when one is not known. */
export const chooseRules = (only: readonly string[] | undefined): readonly Rule[] => chooseById(allRules, only)

const withFingerprint = (rule: Rule, look: BackendLook): BackendFinding => ({
  ...findingOf(rule, look),
  fingerprint: fingerprintOf(rule, look),
})

/** Lets a rule look, unless what it looks at was not recorded. */
function findingsOf(rule: Rule, run: SeenRun): readonly BackendFinding[] {
  const looks =
    run.shows === 'answers' || rule.isStatusOnly
      ? rule.judge(run)
      : [inconclusive('The recording holds no headers and bodies of answers')]
  return looks.map((look) => withFingerprint(rule, look))
}

/** Whether any rule came to a verdict. Where none did, nothing is known to be good. */
export const hasLooked = (verdicts: readonly RuleVerdict[]): boolean =>
  verdicts.some(({ verdict }) => ['pass', 'warn', 'fail'].includes(verdict))

/** Judges what was seen, whoever has seen it. @param isLate asked before each rule: from then on no rule looks any more */
export function judgeRun(
  run: Run,
  rules: readonly Rule[] = allRules,
  recipes: readonly Recipe[] = allRecipes,
  isLate: () => boolean = () => false,
): Verification {
  const seen = decideStandings(run)
  let ending = run.ending
  const verdicts = rules.map((rule) => {
    if (!isLate()) return ruleVerdict(rule, findingsOf(rule, seen))
    ending = 'deadline'
    return ruleVerdict(rule, [withFingerprint(rule, inconclusive('The deadline passed before this rule could look'))])
  })
  return {
    verdicts,
    coverage: coverageOf(run, recipes),
    run: { ...run, ending },
    isGood: ending === 'completed' && hasLooked(verdicts) && verdicts.every(({ verdict }) => verdict !== 'fail'),
  }
}

const leastJudgingMs = 5_000

async function openSender(target: Target, timeoutMs: number): Promise<Sender> {
  if ('baseUrl' in target) {
    const { createHttpSender } = await import('./send/send-http.ts')
    const { readBaseUrl } = await import('./send/base-url.ts')
    return createHttpSender(readBaseUrl(target.baseUrl), { timeoutMs })
  }
  const { createSupertestSender } = await import('./send/send-supertest.ts')
  return createSupertestSender(target.app, {
    timeoutMs,
    ...(target.basePath !== undefined && { basePath: target.basePath }),
  })
}

/** Asks for the first read at another base URL, without the key. */
async function askAt(baseUrl: string, timeoutMs: number): Promise<Answer | undefined> {
  const sender = await openSender({ baseUrl }, Math.min(timeoutMs, 5_000))
  const first = allRecipes[0]?.probes[0]
  try {
    const request = { method: 'GET', path: first ? probePath(first) : '/', headers: [], body: null }
    return await createBodyKeeper()(await sender.send(request, new AbortController().signal))
  } catch {
    return undefined
  } finally {
    sender.close()
  }
}

/**
 * Provokes the documented errors of a backend, as far as it is allowed, and judges all its answers.
 * Throws `Unreachable` when nobody answers or the key is refused from the start, `TypeError` on unusable options.
 * @example
 * const { isGood, verdicts } = await verifyBackend({ baseUrl: 'https://staging.example/api/v2', apiKey })
 */
export async function verifyBackend(options: VerifyOptions): Promise<Verification> {
  const {
    apiKey,
    keys,
    allow = [],
    only,
    maxRequests = 1_000,
    deadlineMs = 300_000,
    timeoutMs = 30_000,
    concurrency = 4,
  } = options
  const rules = chooseRules(only)
  requireSendableKeys({ ...keys, main: apiKey })
  const beganMs = systemClock.monotonic()
  const sender = await openSender(options, timeoutMs)
  try {
    const run = await runProbes({
      sender,
      keys: { ...keys, main: apiKey },
      recipes: allRecipes,
      allowed: allow,
      clock: systemClock,
      concurrency,
      maxRequests,
      deadlineMs,
      signal: options.signal ?? new AbortController().signal,
      onExchange: options.onExchange ?? (() => {}),
      ...(options.origin !== undefined && { origin: options.origin }),
      ...('baseUrl' in options && { askAt: (baseUrl: string) => askAt(baseUrl, timeoutMs) }),
    })
    // What a run has seen until its deadline is worth some seconds more.
    const endMs = Math.max(beganMs + deadlineMs, systemClock.monotonic() + leastJudgingMs)
    return judgeRun(run, rules, allRecipes, () => systemClock.monotonic() > endMs)
  } finally {
    sender.close()
  }
}
