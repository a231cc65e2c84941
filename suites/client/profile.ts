import { readInput } from '../../contracts/read-input.ts'
import type { Profile } from './generated/profile-types.ts'
import { profileValidators } from './generated/profile-validators.js'
import { sampleRequest } from './requests.ts'
import type { ScenarioRun } from './run.ts'

export type { Profile } from './generated/profile-types.ts'

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TypeError('A profile: is not JSON; expected an object such as {"maxAttempts": 3}', { cause })
  }
}

/** Reads a profile from JSON text. Throws on anything that is no profile, with what was expected. */
export function readProfile(text: string): Profile {
  const read = readInput(profileValidators.Profile, parse(text))
  if ('input' in read) return read.input
  const { field, issue } = read.problem
  throw new TypeError(`A profile: ${field === 'body' ? issue : `${field}: ${issue}`}`)
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
