import { InvalidArgumentError } from 'commander'
import type { Delay } from '../mocks/faults/fault.ts'
import { readLatency } from '../mocks/faults/latency.ts'

/** Reads a whole number within bounds, for commander's options. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < min || value > max)
      throw new InvalidArgumentError(`It must be a whole number between ${min} and ${max}.`)
    return value
  }
}

/** Reads a switch that is on or off. */
export function onOff(text: string): boolean {
  if (text !== 'on' && text !== 'off') throw new InvalidArgumentError('It must be on or off.')
  return text === 'on'
}

/** Refuses an empty text: what an unset variable of the shell leaves behind. */
export function notEmpty(text: string): string {
  if (text === '') throw new InvalidArgumentError('It is empty; is a variable unset?')
  return text
}

/** Reads how long every answer takes. */
export function latency(text: string): Delay {
  try {
    return readLatency(text)
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error))
  }
}
