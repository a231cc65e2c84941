import type { Document, Node } from 'yaml'
import { yaml } from './yaml.ts'

/** Where a field stands: the key of the last part that is there, so that an unknown field is shown and not its object. */
export function offsetOf(document: Document, field: string): number {
  const { isNode } = yaml()
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

const startOf = (node: Node | unknown): number | undefined => (yaml().isNode(node) ? node.range?.[0] : undefined)

/** The child that a dotted field names first; a key may hold dots itself, so the longest that fits is meant. */
function childOf(parent: unknown, field: string): { node: unknown; offset: number; rest: string } | undefined {
  const { isMap, isNode, isPair } = yaml()
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
