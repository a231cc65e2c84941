import { randomUUID } from 'node:crypto'
import { type Keys, usedKey } from '../credentials.ts'
import { isSuccess } from '../error-answer.ts'
import { type Exchange, isAnswered, parseBody } from '../exchange.ts'
import type { Permission, Probe, Recipe } from '../probe.ts'
import type { Ending, Leftover, RecipeOutcome, Run } from '../run.ts'
import type { Sender } from '../send/sender.ts'
import { isUnaskedLimit } from '../standing.ts'
import { type TargetQuestions, whyNotJudged } from './check-target.ts'
import { cleanUp } from './clean-up.ts'
import type { Clock } from './clock.ts'
import { missingNames, type Names, probeMethod } from './compose.ts'
import { createExchanger } from './exchanger.ts'
import { findId } from './find-ids.ts'
import { createPacer } from './pacer.ts'
import { whySkipped } from './skip-reason.ts'

export interface ProbeRunOptions {
  readonly sender: Sender
  readonly keys: Keys
  readonly recipes: readonly Recipe[]
  readonly allowed: readonly Permission[]
  readonly clock: Clock
  /** How many recipes are under way at once. */
  readonly concurrency: number
  /** How many requests are sent at the most; cleaning up is not counted. */
  readonly maxRequests: number
  readonly deadlineMs: number
  /** Ends the run at once; what was written is still cleaned up. */
  readonly signal: AbortSignal
  readonly onExchange: (exchange: Exchange) => void
  /** The origin of the page that some probes pretend to come from. Default one that only `*` allows. */
  readonly origin?: string
  /** Asks for the first read at another base URL without a key, to say where the API lies. */
  readonly askAt?: TargetQuestions['askAt']
}

/** The target cannot be judged at all: nobody answers, or the main key is not taken. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

class Ended extends Error {
  readonly ending: Ending
  constructor(ending: Ending) {
    super(ending)
    this.ending = ending
  }
}

const resendsAfterLimit = 8
/** Whoever makes a bad key wait longer than this defends itself against guessing: no more bad keys are sent. */
const longestBadKeyWaitMs = 2_000
const badKeys: ReadonlySet<string> = new Set(['none', 'malformed', 'unknown'])
/** So many requests without an answer, one after the other, mean that the target is gone. */
const lostAfter = 6
const never = new AbortController().signal

/** A recipe goes no further. */
class GivenUp extends Error {}

/** Sends the probes of all recipes that are allowed and possible, and records every exchange. */
export async function runProbes(options: ProbeRunOptions): Promise<Run> {
  const { sender, keys, recipes, allowed, clock, concurrency, maxRequests, deadlineMs, onExchange } = options
  const { origin = 'https://page.example', askAt } = options
  const pacer = createPacer(clock)
  const exchanger = createExchanger({ sender, keys, clock, pacer, onExchange })
  const deadline = AbortSignal.timeout(deadlineMs)
  const stopped = AbortSignal.any([options.signal, deadline])
  const startedMs = clock.now()
  const beganMs = clock.monotonic()
  const outcomes = new Map<string, RecipeOutcome>()
  const leftovers: Leftover[] = []
  let sent = 0
  let unanswered = 0
  let isOpened = false
  let areBadKeysEnded = false

  async function exchange(probe: Probe, names: Names, signal: AbortSignal): Promise<Exchange> {
    const { result, failure } = await exchanger.exchange(probe, names, signal)
    if (result) {
      unanswered = result.answer ? 0 : unanswered + 1
      if (failure?.isUnreachable && exchanger.exchanges.length === 1)
        throw new Unreachable(failure.message, { cause: failure })
      return result
    }
    throw new Ended(options.signal.aborted ? 'interrupted' : 'deadline')
  }

  /** Sends a probe when its turn comes, and again after a rate limit that it did not mean to meet. */
  async function probeOnce(probe: Probe, names: Names, signal: AbortSignal): Promise<Exchange> {
    const isBurst = probe.intent === 'rate-limit'
    const key = usedKey(probe.credential ?? 'main', keys)
    for (let resends = 0; ; resends++) {
      if (stopped.aborted) throw new Ended(options.signal.aborted ? 'interrupted' : 'deadline')
      if (!isBurst) await pacer.turn(key, stopped).catch(endOnAbort)
      if (sent >= maxRequests) throw new Ended('max-requests')
      sent += 1
      const result = await exchange(probe, names, signal)
      if (unanswered >= lostAfter) throw new Ended('lost')
      if (!isAnswered(result) || !isUnaskedLimit(result) || resends >= resendsAfterLimit) return result
      const waitMs = pacer.waitAfter(result.answer)
      if (badKeys.has(key) && waitMs > longestBadKeyWaitMs) {
        areBadKeysEnded = true
        return result
      }
      pacer.pause(key, waitMs)
    }
  }

  function endOnAbort(cause: unknown): never {
    if (!stopped.aborted) throw cause
    throw new Ended(options.signal.aborted ? 'interrupted' : 'deadline')
  }

  /** Sends a probe as often as it wants: several at once, unless there is a pause between them. */
  async function repeatProbe(probe: Probe, names: Map<string, string>, { cleanup }: Recipe): Promise<void> {
    // A write that is on its way is let through: only its answer tells what has to be cleaned up.
    const signal = probe.capture !== undefined && cleanup !== undefined ? never : stopped
    const { most, until, pauseMs, onlyAfter } = probe.repeat ?? { most: 1 }
    const width = probe.intent === 'rate-limit' ? concurrency : 1
    for (let begun = 0; begun < most; begun += width) {
      if (begun > 0 && pauseMs !== undefined) await clock.sleep(pauseMs, stopped).catch(endOnAbort)
      const wave = Array.from({ length: Math.min(width, most - begun) }, () => probeOnce(probe, names, signal))
      const results = await Promise.all(wave)
      for (const result of results) {
        for (const [name, at] of Object.entries(probe.capture ?? {})) {
          const value = isAnswered(result) && isSuccess(result) ? findId(parseBody(result.answer), at) : undefined
          if (value !== undefined) names.set(name, value)
        }
      }
      if (results.some(({ answer }) => answer?.status === until)) return
      if (onlyAfter !== undefined && results.every(({ answer }) => answer?.status !== onlyAfter)) return
      // A key that is refused uses no window up.
      if (probe.intent === 'rate-limit' && results.every(({ answer }) => (answer?.status ?? 0) >= 400)) return
    }
  }

  /** Looks at the first answer: whether there is an API to judge at all. */
  async function openTarget(first: Probe): Promise<void> {
    isOpened = true
    if (probeMethod(first) !== 'GET') return
    const opening = exchanger.exchanges.findLast(({ answer }) => answer?.status !== 429)
    const ask = (probe: Probe) => probeOnce(probe, new Map(), stopped)
    const why = opening && (await whyNotJudged(opening, sender.baseUrl, { ask, ...(askAt && { askAt }) }))
    if (why) throw new Unreachable(why)
  }

  async function runRecipe(recipe: Recipe): Promise<void> {
    const nonce = randomUUID().slice(0, 8)
    const names = new Map([
      ['missing', randomUUID()],
      ['uuid', randomUUID()],
      ['nonce', nonce],
      ['label', `aion-contract-probe-${nonce}`],
      ['origin', origin],
    ])
    const settle = (state: RecipeOutcome['state'], reason: string) =>
      outcomes.set(recipe.id, { recipe: recipe.id, state, reason })
    try {
      for (const probe of recipe.probes) {
        const missing = missingNames(probe, names)
        if (missing.length > 0)
          return void settle('partly', `${probe.id} was not sent: no answer before it gave ${missing.join(', ')}`)
        if (areBadKeysEnded && badKeys.has(probe.credential ?? 'main'))
          throw new GivenUp('the target makes bad keys wait: no more of them were sent')
        await repeatProbe(probe, names, recipe)
        if (!isOpened) await openTarget(probe)
      }
      settle('ran', '')
    } catch (error) {
      if (error instanceof GivenUp) return void settle('partly', error.message)
      settle('partly', error instanceof Ended ? `the run ended before it was through (${error.ending})` : String(error))
      throw error
    } finally {
      leftovers.push(
        ...(await cleanUp(recipe, names, { clock, exchange, exchanges: exchanger.exchanges, baseUrl: sender.baseUrl })),
      )
    }
  }

  async function runAll(): Promise<void> {
    const queue: Recipe[] = []
    for (const recipe of recipes) {
      const reason = whySkipped(recipe, allowed, keys)
      if (reason === undefined) queue.push(recipe)
      else outcomes.set(recipe.id, { recipe: recipe.id, state: 'skipped', reason })
    }
    const isBurst = (recipe: Recipe) => recipe.needs.includes('bursts')
    const bursts = queue.filter(isBurst)
    const [first, ...others] = queue.filter((recipe) => !isBurst(recipe))
    if (first) await runRecipe(first)
    const worker = async () => {
      for (let next = others.shift(); next; next = others.shift()) await runRecipe(next)
    }
    const workers = await Promise.allSettled(Array.from({ length: concurrency }, worker))
    for (const result of workers) if (result.status === 'rejected') throw result.reason
    // Last, because whatever follows would have to wait for the next window.
    for (const recipe of bursts) await runRecipe(recipe)
  }

  let ending: Ending = 'completed'
  try {
    await runAll()
  } catch (error) {
    if (!(error instanceof Ended)) throw error
    ending = error.ending
  }
  for (const { id } of recipes)
    if (!outcomes.has(id))
      outcomes.set(id, { recipe: id, state: 'skipped', reason: `the run ended before its turn (${ending})` })
  return {
    baseUrl: sender.baseUrl,
    origin: 'probes',
    shows: 'answers',
    exchanges: exchanger.exchanges,
    recipes: recipes.flatMap(({ id }) => outcomes.get(id) ?? []),
    allowed,
    ending,
    ...(allowed.includes('writes') && { leftovers }),
    startedMs,
    elapsedMs: clock.monotonic() - beganMs,
  }
}
