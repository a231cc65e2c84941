import { readDataFile } from '../../mocks/data-file/data-file.ts'
import type { Beginning } from '../../mocks/scenario/beginning.ts'
import { namedScenario } from '../../mocks/scenario/built-in.ts'
import { readScenarioFile } from '../../mocks/scenario/scenario-file.ts'
import { type WatchPace, watchFiles } from './watch-files.ts'

/** The files with which a mock began. A scenario that comes with the package is none. */
export interface BeginningFiles {
  readonly scenario?: string | undefined
  readonly data?: string | undefined
}

export interface Reloaded {
  /** Takes the new beginning. */
  readonly change: (beginning: Beginning) => void
  /** Told of each file that was read again. */
  readonly say: (line: string) => void
  /** Told of each that could not be. */
  readonly warn: (line: string) => void
}

function readBeginning({ scenario, data }: BeginningFiles): Beginning {
  return {
    ...(scenario !== undefined && { scenario: namedScenario(scenario) ?? readScenarioFile(scenario) }),
    ...(data !== undefined && { data: readDataFile(data) }),
  }
}

/**
 * The files that may change while a mock runs.
 * @throws Error when there are none
 */
export function filesToWatch({ scenario, data }: BeginningFiles): readonly string[] {
  const isFile = scenario !== undefined && !namedScenario(scenario)
  const watched = [isFile ? scenario : undefined, data].filter((path) => path !== undefined)
  if (watched.length === 0)
    throw new Error('--watch has no file to watch: it reads a scenario file and a data file again')
  return watched
}

/**
 * Reads scenario and data again when their files change. One that cannot be read leaves everything as it was, and is told.
 * @returns how to stop
 */
export function reloadOnChange(files: BeginningFiles, { change, say, warn }: Reloaded, pace?: WatchPace): () => void {
  const reload = (path: string) => {
    try {
      change(readBeginning(files))
      say(`read ${path} again`)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      warn(`${path} has changed, but what was read before stays: ${why}`)
    }
  }
  return watchFiles(filesToWatch(files), reload, pace)
}
