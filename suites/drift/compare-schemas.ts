import type { Difference } from './difference.ts'
import type { OpenApiDocument } from './document.ts'
import { type Shape, shapeOf } from './shape.ts'

/** Both sides of a comparison: what is published, and the contract. */
export interface Sides {
  readonly published: OpenApiDocument
  readonly contract: OpenApiDocument
}

type Said = Omit<Difference, 'rule' | 'operation'>

/** How deep a schema is followed; beyond, documents only repeat themselves. */
const maxDepth = 8

/**
 * What a schema is compared for. Defaults and limits bind who sends, so an answer has none; and in text, which queries and
 * forms are, nothing is null.
 */
export type Direction = 'text' | 'body' | 'answer'

const shownTypes = ({ types, isNullable }: Shape, isText: boolean): string =>
  [...(types.length === 0 ? ['anything'] : types), ...(isNullable && !isText ? ['null'] : [])].join(' or ')

function* compareShapes(a: Shape, b: Shape, where: string, direction: Direction): Generator<Said> {
  const say = (what: string, published: string, contract: string): Said => ({ where, what, published, contract })
  const isText = direction === 'text'
  const [left, right] = [shownTypes(a, isText), shownTypes(b, isText)]
  if (left !== right) yield say('type', left, right)
  const [valuesA, valuesB] = [a.values?.join(', ') ?? 'open', b.values?.join(', ') ?? 'open']
  if (valuesA !== valuesB) yield say('values', valuesA, valuesB)
  if (direction === 'answer') return
  if (a.default !== b.default) yield say('default', a.default ?? 'none', b.default ?? 'none')
  for (const keyword of new Set([...Object.keys(a.limits), ...Object.keys(b.limits)])) {
    const [limitA = 'none', limitB = 'none'] = [a.limits[keyword], b.limits[keyword]]
    if (limitA !== limitB) yield say(keyword, limitA, limitB)
  }
}

const presence = (isThere: boolean): string => (isThere ? 'there' : 'absent')

const under = (where: string, name: string): string => (where.endsWith(' ') ? where + name : `${where}.${name}`)

/** Everything that two schemas say differently, field by field. `where` names the value that they describe. */
export function* compareSchemas(
  sides: Sides,
  published: unknown,
  contract: unknown,
  where: string,
  direction: Direction,
  depth = 0,
): Generator<Said> {
  const a = shapeOf(sides.published, published)
  const b = shapeOf(sides.contract, contract)
  const here = where.trimEnd()
  yield* compareShapes(a, b, here, direction)
  if (depth === maxDepth) return
  if (a.items !== undefined && b.items !== undefined)
    yield* compareSchemas(sides, a.items, b.items, `${here}[]`, direction, depth + 1)
  if (!a.fields || !b.fields) return
  for (const name of new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])) {
    const [fieldA, fieldB] = [a.fields[name], b.fields[name]]
    const inside = under(where, name)
    if (!fieldA || !fieldB) {
      yield { where: inside, what: 'presence', published: presence(!!fieldA), contract: presence(!!fieldB) }
      continue
    }
    if (fieldA.isRequired !== fieldB.isRequired)
      yield {
        where: inside,
        what: 'required',
        published: String(fieldA.isRequired),
        contract: String(fieldB.isRequired),
      }
    yield* compareSchemas(sides, fieldA.schema, fieldB.schema, inside, direction, depth + 1)
  }
}
