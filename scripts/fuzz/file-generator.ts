import { YAMLParseError } from 'yaml'
import { InputFileError } from '../../mocks/input-file/input-file-error.ts'
import { damageText } from './damage-text.ts'
import { fileKinds } from './file-kinds.ts'
import type { Generator, Judged } from './generator.ts'

/** What V8 says of a mistake in a program; whoever gave a file is told of the file. */
const mistakes =
  /^(Cannot (read|set|convert|destructure|use|access|mix)|Invalid (time|array|string|count)|Maximum call stack|Assignment to)|is not (a function|iterable|defined|a constructor)|undefined|\[object |is not valid JSON/

/** A sentence on a terminal. */
const longestMessage = 2_000

/** What is wrong with a refusal, if anything. */
function problemOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return `threw ${String(error)}`
  // The reader of YAML says so of an alias without its anchor.
  if (error instanceof ReferenceError && /\balias\b/.test(error.message)) return undefined
  const isOurs = error instanceof InputFileError || error instanceof YAMLParseError || error.constructor === TypeError
  if (!isOurs || mistakes.test(error.message)) return error.stack ?? error.message
  if (error.message.length > longestMessage)
    return `says ${error.message.length} letters: ${error.message.slice(0, 300)}`
  return undefined
}

async function judge(text: string, use: (text: string) => void | Promise<void>): Promise<Judged> {
  try {
    await use(text)
    return { outcome: 'taken' }
  } catch (error) {
    const problem = problemOf(error)
    return { outcome: 'refused', ...(problem !== undefined && { problem }) }
  }
}

const names = Object.keys(fileKinds)

/** Damaged files, of every kind that a command takes. */
export const fileGenerator: Generator = (chance) => {
  const name = chance.pick(names)
  const kind = fileKinds[name]
  if (!kind) throw new Error(`${name} is no kind of file`)
  const text = damageText(chance.pick(kind.samples), chance)
  return { shown: `${name}: ${JSON.stringify(text)}`, run: () => judge(text, kind.use) }
}
