import { type Document, isMap, isNode, isPair, LineCounter, type Node, parseDocument } from 'yaml'
import { readScenario, type Scenario } from './scenario.ts'

/** Longest text that is read as a scenario. */
const maxCharacters = 1_048_576

/** Thrown for a scenario that cannot be read: says where, what is wrong there, and which word was meant. */
export class ScenarioError extends Error {
  override name = 'ScenarioError'
}

/** Where a field stands: the key of the last part that is there, so that an unknown field is shown and not its object. */
function offsetOf(document: Document, field: string): number {
  let node: unknown = document.contents
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
  let rest = field
  while (rest !== '') {
    const inside = childOf(node, rest)
    if (!inside) break
    offset = inside.offset
    node = inside.node
    rest = inside.rest
  }
  return offset
}

const startOf = (node: Node | unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined)

/** The child that a dotted field names first; a key may hold dots itself, so the longest that fits is meant. */
function childOf(parent: unknown, field: string): { node: unknown; offset: number; rest: string } | undefined {
  const items: readonly unknown[] = isMap(parent)
    ? parent.items
    : isNode(parent) && 'items' in parent && Array.isArray(parent.items)
      ? parent.items
      : []
  const named = items.map((item, index) => {
    const key: unknown = isPair(item) ? item.key : undefined
    const name = isPair(item) ? String(isNode(key) && 'value' in key ? key.value : key) : String(index)
    return { name, node: isPair(item) ? item.value : item, offset: startOf(isPair(item) ? key : item) ?? 0 }
  })
  const fitting = named.filter(({ name }) => field === name || field.startsWith(`${name}.`))
  const [best] = fitting.sort((a, b) => b.name.length - a.name.length)
  return best && { node: best.node, offset: best.offset, rest: field.slice(best.name.length + 1) }
}

/**
 * Reads a scenario from YAML or JSON.
 * @param source what to call the text in errors: the file's name
 */
export function parseScenario(text: string, source: string): Scenario {
  if (text.length > maxCharacters)
    throw new ScenarioError(`${source}: a scenario has at most ${maxCharacters} characters, this one ${text.length}`)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const fail = (offset: number, issue: string, cause?: unknown): never => {
    const { line, col } = lines.linePos(offset)
    throw new ScenarioError(`${source}:${line}:${col}: ${issue}`, { cause })
  }
  const [trouble] = [...document.errors, ...document.warnings]
  if (trouble) fail(trouble.pos[0], trouble.message, trouble)
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 100 })
  } catch (cause) {
    return fail(0, cause instanceof Error ? cause.message : String(cause), cause)
  }
  const read = readScenario(value)
  if ('scenario' in read) return read.scenario
  const { field, issue } = read.problem
  return fail(offsetOf(document, field), field === 'body' ? issue : `${field}: ${issue}`)
}
