import { ms } from '../report/figures.ts'
import type { CommandRun } from './run-command.ts'

/** Why a command is no client of ours: what it did instead of sending a request. */
export function complaint({ startError, exitCode, watchedMs, outcome, output, asides }: CommandRun): string {
  if (startError?.code === 'ENOENT') return `The command does not exist: ${startError.path}`
  if (startError) return `The command could not be started: ${startError.message}`
  const words = output.trim().split('\n').at(-1)?.slice(0, 300)
  const ending = words ? ` Its last words: ${words}` : ' It printed nothing.'
  const sent = asides?.[0]
  const without = sent
    ? `sending what it was asked for (it sent ${sent.method} ${sent.target} instead)`
    : 'sending a request to AIONVISION_BASE_URL'
  if (outcome === null) return `The command ran for ${ms(watchedMs)} without ${without} and was ended.${ending}`
  return `The command ended with code ${exitCode} after ${ms(watchedMs)} without ${without}.${ending}`
}

/** What the reader should know of how a command ended. */
export function endingNotes(runs: readonly CommandRun[]): string[] {
  const lingering = runs.filter(({ isLingering }) => isLingering).length
  const unsettled = runs.filter(({ outcome }) => outcome?.name === 'UnsettledAwait').length
  return [
    lingering > 0 &&
      `The command prints its line and does not end by itself (${lingering} of ${runs.length} runs): it was ended. Something keeps it alive, such as an open connection.`,
    unsettled > 0 &&
      `The command ended in the middle of its own wait (${unsettled} of ${runs.length} runs): its wait keeps nothing alive, such as a timer after unref().`,
  ].filter((note) => note !== false)
}
