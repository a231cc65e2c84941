import { createRandom } from '../../fixtures/random.ts'
import { createChance } from './chance.ts'
import { createCoreGenerator } from './core-generator.ts'
import { fileGenerator } from './file-generator.ts'
import type { Generator, Judged } from './generator.ts'
import { createHttp2Generator } from './http2-generator.ts'
import { startSubject } from './subject.ts'

/** What a fuzzed request or file did that it must not. */
export interface Misdeed {
  readonly what: string
  readonly shown: string
}

export interface FuzzResult {
  readonly count: number
  /** How often each outcome was seen, by generator. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly misdeeds: readonly Misdeed[]
}

export interface FuzzOptions {
  readonly seed: number
  readonly count: number
  /** Stops after so many misdeeds. Default 10. */
  readonly maxMisdeeds?: number
}

const hangMs = 10_000
const tickMs = 100

/** After so many requests the mocks begin anew. */
const freshEvery = 2_000

/** Out of ten draws so many go to each. */
const shares = { core: 8, http2: 1, files: 1 } as const

type GeneratorName = keyof typeof shares

const draws = Object.entries(shares).flatMap(([name, share]) => Array<GeneratorName>(share).fill(name as GeneratorName)) // its keys

/** Rejects when the promise has not settled in so many turns: a machine that stood still has not hung. */
async function inTime<T>(promise: Promise<T>): Promise<T> {
  let ticks = 0
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      ticks += 1
      if (ticks * tickMs >= hangMs) reject(new Error(`no answer within ${hangMs} ms`))
    }, tickMs)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearInterval(timer)
  }
}

/** A trial that throws or hangs is a misdeed, too. */
const settle = (run: () => Promise<Judged>): Promise<Judged> =>
  inTime(run()).catch((error: unknown) => ({
    outcome: 'failed',
    problem: String(error instanceof Error ? error.stack : error),
  }))

/**
 * Sends requests that are nearly right, over the API and its control API, to a mock in process and to one behind HTTP/2,
 * and gives damaged files to the readers of files. An error that nobody asked for, an answer without the envelope, a
 * failure inside, a refusal that says nothing of the file and a hang are misdeeds; the seed brings each of them back.
 */
export async function fuzz({ seed, count, maxMisdeeds = 10 }: FuzzOptions): Promise<FuzzResult> {
  const chance = createChance(createRandom(seed))
  const subject = await startSubject(seed)
  const generators: Readonly<Record<GeneratorName, Generator>> = {
    core: createCoreGenerator(subject),
    http2: createHttp2Generator(subject),
    files: fileGenerator,
  }
  const outcomes: Record<GeneratorName, Record<string, number>> = { core: {}, http2: {}, files: {} }
  const misdeeds: Misdeed[] = []
  let sent = 0
  while (sent < count && misdeeds.length < maxMisdeeds) {
    sent += 1
    const name = chance.pick(draws)
    const { shown, run } = generators[name](chance)
    const { outcome, problem } = await settle(run)
    outcomes[name][outcome] = (outcomes[name][outcome] ?? 0) + 1
    if (problem !== undefined) misdeeds.push({ what: problem, shown })
    if (sent % freshEvery === 0 && sent < count) await subject.refresh()
  }
  await subject.mock.close()
  return { count: sent, outcomes, misdeeds }
}
