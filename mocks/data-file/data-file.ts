import { type InputKind, parseInput } from '../input-file/parse-input.ts'
import { readText } from '../input-file/read-text.ts'
import { readData, type WorldData } from './data.ts'

const dataKind: InputKind<WorldData> = {
  noun: 'the data',
  maxCharacters: 16_777_216,
  read(value) {
    const read = readData(value)
    return 'problem' in read ? read : { value: read.data }
  },
}

/**
 * Reads data from YAML or JSON.
 * @param source what to call the text in errors: the file's name
 * @throws InputFileError with file, line, column and the word that was meant
 */
export const parseData = (text: string, source: string): WorldData => parseInput(text, source, dataKind)

/** Reads data from a file. @throws InputFileError as `parseData` does, and when there is no such file */
export const readDataFile = (path: string): WorldData => parseData(readText(path), path)
