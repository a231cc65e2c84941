type Path = readonly (string | number)[]

const isObject = (value: unknown): value is Readonly<Record<string | number, unknown>> =>
  typeof value === 'object' && value !== null

const idText = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined

function valueAt(body: unknown, path: Path): unknown {
  let value = body
  for (const step of path) value = isObject(value) ? value[step] : undefined
  return value
}

/** Answers are not deep: what is deeper was not made to be read. */
const deepest = 6

/** All objects in a value, the outer ones first. */
function* objectsIn(body: unknown): Generator<Readonly<Record<string | number, unknown>>> {
  let level = [body]
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const objects = level.filter(isObject)
    yield* objects
    level = objects.flatMap((object) => Object.values(object))
  }
}

/**
 * The id at a place of a body, or, where a target wraps its answers (`{"data":{"id":…}}`), under the same name further in.
 * @param path as the contract has it: `['id']`
 */
export function findId(body: unknown, path: Path): string | undefined {
  const documented = idText(valueAt(body, path))
  if (documented !== undefined) return documented
  const name = path.at(-1)
  // A path through a list means one of many: not just any.
  if (name === undefined || path.some((step) => typeof step === 'number')) return undefined
  for (const object of objectsIn(body)) {
    const id = idText(object[name])
    if (id !== undefined) return id
  }
  return undefined
}

/** The ids of everything in a list that carries a name, however the list calls its ids. */
export function findNamed(body: unknown, name: string): string[] {
  const ids = new Set<string>()
  for (const object of objectsIn(body)) {
    const isNamed = Object.values(object).some((value) => typeof value === 'string' && value.includes(name))
    if (!isNamed) continue
    const key = ['id', ...Object.keys(object).filter((field) => /(^|_)id$/i.test(field))].find(
      (field) => field in object,
    )
    const id = key === undefined ? undefined : idText(object[key])
    if (id !== undefined) ids.add(id)
  }
  return [...ids]
}
