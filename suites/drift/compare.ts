import { compareSchemas, type Sides } from './compare-schemas.ts'
import type { Difference, DriftRule } from './difference.ts'
import { basePathOf, type DriftOperation, keyOf, operationsOf } from './operation.ts'

/** What a comparison found, and how much it looked at. */
export interface Comparison {
  readonly differences: readonly Difference[]
  /** Operations that both sides have. */
  readonly compared: number
}

type Said = Omit<Difference, 'rule' | 'operation'>

const presence = (isThere: boolean): string => (isThere ? 'there' : 'absent')

/** Names that stand on one side only. */
const unshared = (published: object, contract: object, prefix: string): Said[] =>
  [...new Set([...Object.keys(published), ...Object.keys(contract)])]
    .filter((name) => Object.hasOwn(published, name) !== Object.hasOwn(contract, name))
    .map((name) => ({
      where: prefix + name,
      what: 'presence',
      published: presence(Object.hasOwn(published, name)),
      contract: presence(Object.hasOwn(contract, name)),
    }))

/** Parameters of the path by their place in it: their names are nobody's promise. */
function byPlace({ name, parameters }: DriftOperation): DriftOperation['parameters'] {
  const places = [...name.matchAll(/\{([^}]*)\}/g)].map(([, parameter]) => `path ${parameter}`)
  return Object.fromEntries(
    Object.entries(parameters).map(([key, parameter]) =>
      key.startsWith('path ') ? [`path parameter ${places.indexOf(key) + 1}`, parameter] : [key, parameter],
    ),
  )
}

function* compareParameters(sides: Sides, a: DriftOperation, b: DriftOperation): Generator<Said> {
  const [published, contract] = [byPlace(a), byPlace(b)]
  yield* unshared(published, contract, '')
  for (const [name, one] of Object.entries(published)) {
    const other = contract[name]
    if (!other) continue
    if (one.isRequired !== other.isRequired)
      yield { where: name, what: 'required', published: String(one.isRequired), contract: String(other.isRequired) }
    yield* compareSchemas(sides, one.schema, other.schema, name, 'text')
  }
}

function* compareBodies(sides: Sides, a: DriftOperation, b: DriftOperation): Generator<Said> {
  yield* unshared(a.body, b.body, 'body ')
  for (const [type, schema] of Object.entries(a.body)) {
    if (Object.hasOwn(b.body, type))
      yield* compareSchemas(sides, schema, b.body[type], 'body ', type.startsWith('multipart/') ? 'text' : 'body')
  }
}

function* compareAnswers(sides: Sides, a: DriftOperation, b: DriftOperation): Generator<Said> {
  for (const [status, published] of Object.entries(a.successes)) {
    const contract = b.successes[status]
    if (!contract) continue
    yield* unshared(published, contract, `${status} `)
    for (const [type, schema] of Object.entries(published)) {
      if (Object.hasOwn(contract, type)) yield* compareSchemas(sides, schema, contract[type], `${status} `, 'answer')
    }
  }
}

function compareErrors(a: DriftOperation, b: DriftOperation): Said[] {
  const declared = (isThere: boolean) => (isThere ? 'declared' : 'not declared')
  return [...new Set([...a.errors, ...b.errors])]
    .filter((status) => a.errors.includes(status) !== b.errors.includes(status))
    .map((status) => ({
      where: 'errors',
      what: status,
      published: declared(a.errors.includes(status)),
      contract: declared(b.errors.includes(status)),
    }))
}

function compareOperations(sides: Sides, a: DriftOperation, b: DriftOperation): Difference[] {
  const told = (rule: DriftRule, said: Iterable<Said>) =>
    Array.from(said, (one) => ({ rule, operation: b.name, ...one }))
  return [
    ...told('parameters-agree', compareParameters(sides, a, b)),
    ...told('bodies-agree', compareBodies(sides, a, b)),
    ...told('successes-agree', unshared(a.successes, b.successes, '')),
    ...told('answers-agree', compareAnswers(sides, a, b)),
    ...told('errors-are-declared', compareErrors(a, b)),
  ]
}

/** Compares a published document with the contract's own, in both directions. */
export function compareDocuments(sides: Sides): Comparison {
  const contract = operationsOf(sides.contract)
  const known = new Set(Object.keys(sides.contract.paths).map(keyOf))
  const published = operationsOf(sides.published, basePathOf(sides.published, known))
  const shared = [...published].filter(([key]) => contract.has(key))
  const missing = [...new Set([...published.keys(), ...contract.keys()])]
    .filter((key) => published.has(key) !== contract.has(key))
    .map(
      (key): Difference => ({
        rule: 'operations-are-known',
        operation: (published.get(key) ?? contract.get(key))?.name ?? key,
        where: 'operation',
        what: 'presence',
        published: presence(published.has(key)),
        contract: presence(contract.has(key)),
      }),
    )
  return {
    compared: shared.length,
    differences: [
      ...missing,
      ...shared.flatMap(([key, operation]) => {
        const own = contract.get(key)
        return own ? compareOperations(sides, operation, own) : []
      }),
    ],
  }
}
