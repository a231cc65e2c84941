import type { Leftover, Run } from '../run.ts'
import { curlCommand } from './curl.ts'

/** What remains of one probe, for a person: what it is, why it is there, and the command that removes it. */
export function leftoverLines({ what, id, name, reason, remove }: Leftover): string[] {
  const named = id === null ? `a ${what} named ${name} may remain` : `${what} ${id}, named ${name}, remains`
  const command = remove ? curlCommand({ probe: 'cleanup', request: remove }).split('\n') : []
  return [`${named}: ${reason}.`, ...command]
}

/** What became of what a run has written, in one sentence; empty where it wrote nothing. */
export function cleanUpSentence({ leftovers }: Run): string {
  if (leftovers === undefined) return ''
  if (leftovers.length === 0) return 'Nothing remains of what the run has written: each thing was looked for.'
  return `${leftovers.length === 1 ? 'One thing remains' : `${leftovers.length} things remain`} of what the run has written.`
}
