import { randomUUID } from 'node:crypto'
import type { Keys } from '../credentials.ts'
import type { Exchange } from '../exchange.ts'
import type { Permission, Probe, Recipe } from '../probe.ts'
import type { Ending, Leftover, Run } from '../run.ts'
import type { Sender } from '../send/sender.ts'
import { type TargetQuestions, whyNotJudged } from './check-target.ts'
import { cleanUp } from './clean-up.ts'
import type { Clock } from './clock.ts'
import { missingNames, probeMethod } from './compose.ts'
import { Ended, GivenUp, Unreachable } from './endings.ts'
import { createExchanger } from './exchanger.ts'
import { runInTurn } from './in-turn.ts'
import { createOutcomes } from './outcomes.ts'
import { createPacer } from './pacer.ts'
import { createProber } from './prober.ts'
import { repeatProbe } from './repeat-probe.ts'
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

const never = new AbortController().signal

/** What `$name` stands for in the probes of one recipe, before any answer has added to it. */
function firstNames(origin: string): Map<string, string> {
  const nonce = randomUUID().slice(0, 8)
  return new Map([
    ['missing', randomUUID()],
    ['uuid', randomUUID()],
    ['nonce', nonce],
    ['label', `aion-contract-probe-${nonce}`],
    ['origin', origin],
  ])
}

/** Sends the probes of all recipes that are allowed and possible, and records every exchange. */
export async function runProbes(options: ProbeRunOptions): Promise<Run> {
  const { sender, keys, recipes, allowed, clock, concurrency, maxRequests, deadlineMs, onExchange } = options
  const { origin = 'https://page.example', askAt, signal: interrupted } = options
  const { baseUrl } = sender
  const pacer = createPacer(clock)
  const exchanger = createExchanger({ sender, keys, clock, pacer, onExchange })
  const { exchanges } = exchanger
  const stopped = AbortSignal.any([interrupted, AbortSignal.timeout(deadlineMs)])
  const prober = createProber({ exchanger, pacer, keys, maxRequests, interrupted, stopped })
  const startedMs = clock.now()
  const beganMs = clock.monotonic()
  const outcomes = createOutcomes(recipes)
  const leftovers: Leftover[] = []
  let isOpened = false

  /** Looks at the first answer: whether there is an API to judge at all. */
  async function openTarget(first: Probe): Promise<void> {
    isOpened = true
    if (probeMethod(first) !== 'GET') return
    const opening = exchanges.findLast(({ answer }) => answer?.status !== 429)
    const ask = (probe: Probe) => prober.once(probe, new Map(), stopped)
    const why = opening && (await whyNotJudged(opening, baseUrl, { ask, ...(askAt && { askAt }) }))
    if (why) throw new Unreachable(why)
  }

  async function sendProbes(recipe: Recipe, names: Map<string, string>): Promise<void> {
    for (const probe of recipe.probes) {
      const missing = missingNames(probe, names)
      if (missing.length > 0)
        throw new GivenUp(`${probe.id} was not sent: no answer before it gave ${missing.join(', ')}`)
      // A write that is on its way is let through: only its answer tells what has to be cleaned up.
      const signal = probe.capture !== undefined && recipe.cleanup !== undefined ? never : stopped
      await repeatProbe(probe, names, { prober, clock, concurrency, stopped, signal })
      if (!isOpened) await openTarget(probe)
    }
  }

  async function runRecipe(recipe: Recipe): Promise<void> {
    const names = firstNames(origin)
    try {
      await sendProbes(recipe, names)
      outcomes.settle(recipe, 'ran')
    } catch (error) {
      if (error instanceof GivenUp) return outcomes.settle(recipe, 'partly', error.message)
      const why = error instanceof Ended ? `the run ended before it was through (${error.ending})` : String(error)
      outcomes.settle(recipe, 'partly', why)
      throw error
    } finally {
      leftovers.push(...(await cleanUp(recipe, names, { clock, exchange: prober.exchange, exchanges, baseUrl })))
    }
  }

  const possible = recipes.filter((recipe) => {
    const reason = whySkipped(recipe, allowed, keys)
    if (reason !== undefined) outcomes.settle(recipe, 'skipped', reason)
    return reason === undefined
  })
  let ending: Ending = 'completed'
  try {
    await runInTurn(possible, concurrency, runRecipe)
  } catch (error) {
    if (!(error instanceof Ended)) throw error
    ending = error.ending
  }
  return {
    baseUrl,
    origin: 'probes',
    shows: 'answers',
    exchanges,
    recipes: outcomes.all(`the run ended before its turn (${ending})`),
    allowed,
    ending,
    ...(allowed.includes('writes') && { leftovers }),
    startedMs,
    elapsedMs: clock.monotonic() - beganMs,
  }
}
