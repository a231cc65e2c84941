import { InputFileError } from '../input-file/input-file-error.ts'
import { readData, type WorldData } from './data.ts'

/**
 * The data that is meant: given itself, or by the file that holds it.
 * @param readFile the data in a file; left out where there are no files
 * @throws TypeError for an object that is none, InputFileError for a file that is none
 */
export function chooseData(given: WorldData | string, readFile?: (path: string) => WorldData): WorldData {
  if (typeof given === 'string') {
    if (!readFile)
      throw new InputFileError(`data "${given}": files are read in Node only, elsewhere give their content`)
    return readFile(given)
  }
  const read = readData(given)
  if ('problem' in read) throw new TypeError(`Not data: ${read.problem.field}: ${read.problem.issue}`)
  return read.data
}
