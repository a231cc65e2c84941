import { type OperationId, operationIds, operationRow } from '../contracts/operations/index.ts'
import type { Operation } from '../contracts/operations/operation.ts'

/** An operation found for a path, with its path parameters (decoded). */
export interface Route {
  readonly id: OperationId
  readonly row: Operation
  readonly params: Readonly<Record<string, string>>
}

/** What a path is: an operation, a path that knows only other methods, or nothing. */
export type RouteMatch = Route | { readonly allow: readonly string[] } | undefined

interface Leaf {
  readonly id: OperationId
  readonly row: Operation
  readonly names: readonly string[]
}

interface Node {
  readonly children: Map<string, Node>
  parameter?: Node
  readonly methods: Map<string, Leaf>
}

const createNode = (): Node => ({ children: new Map(), methods: new Map() })

const parameterOf = (segment: string) => /^\{(.+)\}$/.exec(segment)?.[1]

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment // not valid percent-encoding: taken as it stands, its validation says what is wrong
  }
}

/** Compiles the operations into a tree of path segments: finding one costs the length of the path, not the number of operations. */
export function compileRoutes(): (method: string, path: string) => RouteMatch {
  const root = createNode()
  for (const id of operationIds) {
    const row = operationRow(id)
    const names: string[] = []
    let node = root
    for (const segment of row.path.slice(1).split('/')) {
      const name = parameterOf(segment)
      if (name === undefined) {
        const child = node.children.get(segment) ?? createNode()
        node.children.set(segment, child)
        node = child
      } else {
        names.push(name)
        node = node.parameter ??= createNode()
      }
    }
    node.methods.set(row.method, { id, row, names })
  }

  const noParams = Object.freeze({})

  return (method, path) => {
    let node: Node | undefined = root
    let values: string[] | undefined
    for (const segment of path.slice(1).split('/')) {
      const child: Node | undefined = node.children.get(segment)
      if (child) node = child
      else if (node.parameter && segment !== '') {
        node = node.parameter
        values = values ?? []
        values.push(decode(segment))
      } else return undefined
    }
    if (node.methods.size === 0) return undefined
    const leaf = node.methods.get(method === 'HEAD' ? 'GET' : method)
    if (!leaf) return { allow: allowed(node) }
    if (!values) return { id: leaf.id, row: leaf.row, params: noParams }
    const params: Record<string, string> = {}
    for (const [index, name] of leaf.names.entries()) params[name] = values[index] ?? ''
    return { id: leaf.id, row: leaf.row, params }
  }
}

function allowed({ methods }: Node): string[] {
  const names = [...methods.keys()]
  return [...(methods.has('GET') ? [...names, 'HEAD'] : names), 'OPTIONS']
}
