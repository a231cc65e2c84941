import { type InputKind, parseInput } from '../input-file/parse-input.ts'
import { readScenario, type Scenario } from './scenario.ts'

const scenarioKind: InputKind<Scenario> = {
  noun: 'a scenario',
  maxCharacters: 1_048_576,
  read(value) {
    const read = readScenario(value)
    return 'problem' in read ? read : { value: read.scenario }
  },
}

/**
 * Reads a scenario from YAML or JSON.
 * @param source what to call the text in errors: the file's name
 * @throws InputFileError with file, line, column and the word that was meant
 */
export const parseScenario = (text: string, source: string): Scenario => parseInput(text, source, scenarioKind)
