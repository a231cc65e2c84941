import { didYouMean } from '../../contracts/near-name.ts'
import { sampleRequest } from './requests.ts'
import type { ScenarioRun } from './run.ts'

/** What a client says of itself. What it leaves open is inferred from what it does. */
export interface Profile {
  /** Attempts in all, the first included. */
  readonly maxAttempts?: number
  /** When it repeats a POST after a failure that may have done the work. Default `never`. */
  readonly retriesPost?: 'never' | 'with-key' | 'always'
  /** Whether it reads bodies as JSON; a downloader passes them on. Default true. */
  readonly parsesJson?: boolean
  /** Whether it has a way to be cancelled. Default true. */
  readonly isCancellable?: boolean
  /** Whether it can be told a deadline for the whole call. Default true. */
  readonly takesDeadline?: boolean
}

const isFlag = (value: unknown) => typeof value === 'boolean'

const checks: { readonly [K in keyof Profile]-?: { isGood(value: unknown): boolean; expected: string } } = {
  maxAttempts: { isGood: (value) => Number.isInteger(value) && Number(value) >= 1, expected: 'a whole number from 1' },
  retriesPost: {
    isGood: (value) => ['never', 'with-key', 'always'].includes(String(value)),
    expected: 'never, with-key or always',
  },
  parsesJson: { isGood: isFlag, expected: 'true or false' },
  isCancellable: { isGood: isFlag, expected: 'true or false' },
  takesDeadline: { isGood: isFlag, expected: 'true or false' },
}

const isField = (name: string): name is keyof Profile => Object.hasOwn(checks, name)

/** Reads a profile from JSON text. Throws on anything that is no profile, with what was expected. */
export function readProfile(text: string): Profile {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('A profile is an object such as {"maxAttempts": 3}')
  for (const [name, given] of Object.entries(value)) {
    if (!isField(name)) throw new TypeError(`A profile has no "${name}".${didYouMean(name, Object.keys(checks))}`)
    const { isGood, expected } = checks[name]
    if (!isGood(given)) throw new TypeError(`${name} is ${JSON.stringify(given)}, expected ${expected}`)
  }
  return value
}

/** What the runs show of a client that declares nothing: how often it tries, and whether it repeats a POST. */
export function inferProfile(runs: readonly ScenarioRun[]): Profile {
  const outage = runs.find(
    ({ scenario: { script, calls = 1, maxAttempts } }) =>
      calls === 1 && maxAttempts === undefined && script[0]?.status === 500 && script[0].times === '*',
  )
  const attempts = outage?.calls[0]?.outcome ? outage.calls[0].attempts.length : undefined
  const posts = runs.filter(
    ({ scenario: { request, script } }) =>
      sampleRequest(request).method === 'POST' && !sampleRequest(request).idempotent && script[0]?.status === 500,
  )
  const repeats = posts.some(({ calls }) => calls.some((call) => call.attempts.length > 1))
  return {
    ...(attempts !== undefined && { maxAttempts: attempts }),
    ...(posts.length > 0 && { retriesPost: repeats ? 'always' : 'never' }),
  }
}
