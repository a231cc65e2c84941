import { sampleRequest } from '../requests.ts'
import type { Scenario } from '../scenario.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'

function sameJson(a: string, b: string): boolean {
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b))
  } catch {
    return false
  }
}

const shown = (text: string) => (text === '' ? 'nothing' : text.length > 60 ? `${text.slice(0, 60)}…` : text)

/** How an attempt's body differs from what its caller gave, in words; undefined when it is that. */
export function notAsGiven({ request, body: kind = 'json' }: Scenario, { bodyText }: SeenAttempt): string | undefined {
  const given = sampleRequest(request).body?.(0)
  if (given === undefined) return undefined
  const text = JSON.stringify(given)
  const isSame =
    kind === 'form' ? bodyText.includes(text) : kind === 'json' ? sameJson(bodyText, text) : bodyText === text
  return isSame
    ? undefined
    : `sent ${shown(bodyText)} where it was given ${kind === 'json' ? 'JSON' : `a body (${kind})`} of ${text.length} bytes`
}
