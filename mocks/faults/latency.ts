import { readInput } from '../../contracts/read-input.ts'
import { faultValidators } from '../generated/fault-validators.js'
import type { Delay } from './fault.ts'

/** How long every answer takes: what the delay of a fault takes, or the same as text. */
export type Latency = Delay | string

const number = '\\d+(?:\\.\\d+)?'
const fixed = new RegExp(`^${number}$`)
const uniform = new RegExp(`^(${number})\\.\\.(${number})$`)
const lognormal = new RegExp(`^lognormal\\(\\s*(${number})\\s*,\\s*(${number})\\s*\\)$`)

function ofText(text: string): unknown {
  const plain = text.trim()
  if (fixed.test(plain)) return Number(plain)
  const range = uniform.exec(plain)
  if (range) return { uniform: [Number(range[1]), Number(range[2])] }
  const tail = lognormal.exec(plain)
  if (tail) return { lognormal: { medianMs: Number(tail[1]), sigma: Number(tail[2]) } }
  return undefined
}

/**
 * Reads a latency, milliseconds: `200`, `100..300` (evenly spread), `lognormal(200, 0.5)` (median and sigma), or the delay itself.
 * @throws TypeError for anything else
 */
export function readLatency(given: Latency): Delay {
  const delay = typeof given === 'string' ? ofText(given) : given
  if (delay === undefined)
    throw new TypeError(
      `latency ${JSON.stringify(given)} cannot be read: it is 200, 100..300 or lognormal(200, 0.5), in milliseconds`,
    )
  const read = readInput(faultValidators.Delay, delay)
  if ('problem' in read) {
    const { field, issue } = read.problem
    throw new TypeError(`latency ${JSON.stringify(given)}: ${field === 'body' ? '' : `${field}: `}${issue}`)
  }
  return read.input
}
