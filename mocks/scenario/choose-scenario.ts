import { didYouMean } from '../../contracts/near-name.ts'
import { InputFileError } from '../input-file/input-file-error.ts'
import { namedScenario, scenarioNames } from './built-in.ts'
import { readScenario, type Scenario } from './scenario.ts'

/**
 * The scenario that is meant: given itself, by its name, or by the file that holds it.
 * @param readFile the scenario in a file; left out where there are no files
 * @throws TypeError for an object that is no scenario, InputFileError for a name or a file that is none
 */
export function chooseScenario(given: Scenario | string, readFile?: (path: string) => Scenario): Scenario {
  if (typeof given !== 'string') {
    const read = readScenario(given)
    if ('problem' in read) throw new TypeError(`Not a scenario: ${read.problem.field}: ${read.problem.issue}`)
    return read.scenario
  }
  const named = namedScenario(given)
  if (named) return named
  if (!readFile) throw noScenario(given, '; files are read in Node only, elsewhere give their content')
  return readFile(given)
}

/** @param otherwise what it might have been as well */
export function noScenario(given: string, otherwise: string): InputFileError {
  const names = scenarioNames()
  return new InputFileError(
    `"${given}" is not a scenario (${names.join(', ')})${otherwise}.${didYouMean(given, names)}`,
  )
}
