import type { Problem } from '../../contracts/read-input.ts'
import { offsetOf } from './field-offset.ts'
import { InputFileError } from './input-file-error.ts'
import { yaml } from './yaml.ts'

/** YAML is parsed at some hundred kB a second, with every place noted; JSON a hundred times as fast, without. */
const maxYamlCharacters = 2_097_152

/** What a file of ours is, and how its value is read. */
export interface InputKind<Value> {
  /** With its article: `a scenario`. */
  readonly noun: string
  /** Longest text that is read. */
  readonly maxCharacters: number
  read(value: unknown): { readonly value: Value } | { readonly problem: Problem }
}

/**
 * Reads a value from YAML or JSON, which YAML includes.
 * @param source what to call the text in errors: the file's name
 * @throws InputFileError `<source>:<line>:<column>: <field>: <issue>`
 */
export function parseInput<Value>(text: string, source: string, kind: InputKind<Value>): Value {
  const { noun, maxCharacters, read } = kind
  if (text.length > maxCharacters)
    throw new InputFileError(`${source}: ${noun} has at most ${maxCharacters} characters, this one ${text.length}`)
  if (text.trim() === '') throw new InputFileError(`${source}:1:1: the file is empty; ${noun} was expected`)
  const json = readJson(text)
  if (json) {
    const result = read(json.value)
    if ('value' in result) return result.value
    const { field, issue } = result.problem
    if (text.length > maxYamlCharacters) throw new InputFileError(`${source}: ${field}: ${issue}`)
  }
  return parseYaml(text, source, kind)
}

/** JSON without a key that stands twice in its object; undefined for any other text. */
function readJson(text: string): { readonly value: unknown } | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const written = [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length
  return written === keysIn(value) ? { value } : undefined
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const inside = Object.values(value).reduce((sum: number, part) => sum + keysIn(part), 0)
  return inside + (Array.isArray(value) ? 0 : Object.keys(value).length)
}

function parseYaml<Value>(text: string, source: string, { noun, read }: InputKind<Value>): Value {
  if (text.length > maxYamlCharacters)
    throw new InputFileError(
      `${source}: is not JSON, and as YAML ${noun} has at most ${maxYamlCharacters} characters, this one ${text.length}`,
    )
  const { LineCounter, parseDocument } = yaml()
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const fail = (offset: number, issue: string, cause?: unknown): never => {
    const { line, col } = lines.linePos(offset)
    throw new InputFileError(`${source}:${line}:${col}: ${issue}`, { cause })
  }
  const [trouble] = [...document.errors, ...document.warnings]
  if (trouble) fail(trouble.pos[0], trouble.message, trouble)
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 100 })
  } catch (cause) {
    return fail(0, cause instanceof Error ? cause.message : String(cause), cause)
  }
  const result = read(value)
  if ('value' in result) return result.value
  const { field, issue } = result.problem
  return fail(offsetOf(document, field), field === 'body' ? issue : `${field}: ${issue}`)
}
