import { type OperationId, operationIds, operationRow } from './operations/index.ts'
import type { Operation } from './operations/operation.ts'

/** An operation found for a path, with its path parameters (decoded). */
export interface Route {
  readonly id: OperationId
  readonly row: Operation
  readonly params: Readonly<Record<string, string>>
}

/** A path that knows only other methods. */
interface WrongMethod {
  readonly allow: readonly string[]
}

/** What a path is: an operation, a path that knows only other methods, or nothing. */
export type RouteMatch = Route | WrongMethod | undefined

/** What a route table is made from: parameters of the path stand in braces. */
interface Row {
  readonly method: string
  readonly path: string
}

interface Found<R> {
  readonly row: R
  readonly params: Readonly<Record<string, string>>
}

interface Leaf<R> {
  readonly row: R
  readonly names: readonly string[]
}

interface Node<R> {
  readonly children: Map<string, Node<R>>
  parameter?: Node<R>
  readonly methods: Map<string, Leaf<R>>
}

const createNode = <R>(): Node<R> => ({ children: new Map(), methods: new Map() })

const parameterOf = (segment: string) => /^\{(.+)\}$/.exec(segment)?.[1]

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment // not valid percent-encoding: taken as it stands, its validation says what is wrong
  }
}

function compileTree<R extends Row>(rows: readonly R[]): Node<R> {
  const root = createNode<R>()
  for (const row of rows) {
    const names: string[] = []
    let node = root
    for (const segment of row.path.slice(1).split('/')) {
      const name = parameterOf(segment)
      if (name === undefined) {
        const child = node.children.get(segment) ?? createNode<R>()
        node.children.set(segment, child)
        node = child
      } else {
        names.push(name)
        node = node.parameter ??= createNode<R>()
      }
    }
    node.methods.set(row.method, { row, names })
  }
  return root
}

/** What a walk down the tree has seen so far. */
interface Walk {
  readonly segments: readonly string[]
  readonly method: string
  /** The values of the parameters on the way that is being tried. */
  readonly values: string[]
  /** Methods of paths that fit, but not with this method. */
  readonly otherMethods: Set<string>
}

/** Literal segments win; where they lead nowhere, the walk goes back and tries the parameter. */
function walk<R>(node: Node<R>, depth: number, state: Walk): Leaf<R> | undefined {
  const segment = state.segments[depth]
  if (segment === undefined) {
    const leaf = node.methods.get(state.method)
    if (!leaf) for (const method of node.methods.keys()) state.otherMethods.add(method)
    return leaf
  }
  const child = node.children.get(segment)
  const literal = child && walk(child, depth + 1, state)
  if (literal || !node.parameter || segment === '') return literal
  state.values.push(decode(segment))
  const leaf = walk(node.parameter, depth + 1, state)
  if (!leaf) state.values.pop()
  return leaf
}

const noParams = Object.freeze({})

/**
 * Compiles a table of methods and paths into a tree of path segments: finding a row costs the length of the path, not of the
 * table. HEAD is GET's (RFC 9110 §9.3.2). Paths come without their query.
 */
export function compileRoutes<R extends Row>(
  rows: readonly R[],
): (method: string, path: string) => Found<R> | WrongMethod | undefined {
  const root = compileTree(rows)
  return (method, path) => {
    const state: Walk = {
      segments: path.slice(1).split('/'),
      method: method === 'HEAD' ? 'GET' : method,
      values: [],
      otherMethods: new Set(),
    }
    const leaf = walk(root, 0, state)
    if (!leaf) return state.otherMethods.size === 0 ? undefined : { allow: allowed(state.otherMethods) }
    if (leaf.names.length === 0) return { row: leaf.row, params: noParams }
    const params: Record<string, string> = {}
    for (const [index, name] of leaf.names.entries()) params[name] = state.values[index] ?? ''
    return { row: leaf.row, params }
  }
}

function allowed(methods: ReadonlySet<string>): string[] {
  const names = [...methods]
  return [...(methods.has('GET') ? [...names, 'HEAD'] : names), 'OPTIONS']
}

const compileOperations = () =>
  compileRoutes(
    operationIds.map((id) => {
      const row = operationRow(id)
      return { id, row, method: row.method, path: row.path }
    }),
  )

let operations: ReturnType<typeof compileOperations> | undefined

/** Finds the operation of a method and a path relative to the base URL. The table is compiled with the first that is looked for. */
export function findOperationRoute(method: string, path: string): RouteMatch {
  operations ??= compileOperations()
  const found = operations(method, path)
  if (!found || 'allow' in found) return found
  return { id: found.row.id, row: found.row.row, params: found.params }
}

/** Names the operation of a method and a path with or without its query; null when it is none. */
export function findOperation(method: string, path: string): OperationId | null {
  const found = findOperationRoute(method, path.split('?', 1)[0] ?? path)
  return found && 'id' in found ? found.id : null
}
