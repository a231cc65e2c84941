import { parseAst } from 'rolldown/parseAst'

/** A stretch of a text. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** One small damage of a source text. */
export interface Mutation extends Place {
  readonly replacement: string
  /** What is done, as in `=== → !==`. */
  readonly what: string
  /** The whole expression, statement or row that can be chosen in its damaged or its sound form while it runs. */
  readonly choice: Place & { readonly form: 'expression' | 'statement' | 'elements' | 'properties' }
}

interface Node extends Place {
  readonly type: string
  readonly [key: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value

const operators: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
}

/** Types, imports and whatever else is gone at run time. */
const isErased = ({ type }: Node) => type.startsWith('TS') && !/^TS(As|Satisfies|NonNull)/.test(type)

/** Where a file is imported from or exported to: names of files, not behaviour. */
const isModuleLink = ({ type, source }: Node) => type.startsWith('Import') || isNode(source)

type Form = Mutation['choice']['form']

const replaced = ({ start, end }: Place, replacement: string, what: string, form: Form = 'expression'): Mutation => ({
  start,
  end,
  replacement,
  what,
  choice: { start, end, form },
})

function operatorMutation(node: Node, text: string): Mutation[] {
  const { start, end, left, right, type } = node
  const operator = String(node.operator)
  const other = operators[operator]
  if (other === undefined || !isNode(left) || !isNode(right)) return []
  const at = text.indexOf(operator, left.end)
  if (at === -1 || at >= right.start) return []
  const sign = { start: at, end: at + operator.length }
  const what = `${operator} → ${other}`
  // `??` beside another logical operator is no expression, so both sides are set in parentheses.
  const grouped = `((${text.slice(start, at)}) ${other} (${text.slice(sign.end, end)}))`
  return type === 'LogicalExpression'
    ? [replaced({ start, end }, grouped, what)]
    : [{ ...replaced(sign, other, what), choice: { start, end, form: 'expression' } }]
}

function literalMutation(node: Node): Mutation[] {
  const { value } = node
  if (typeof value === 'boolean') return [replaced(node, String(!value), `${value} → ${!value}`)]
  if (typeof value === 'number') return [replaced(node, String(value + 1), `${value} → ${value + 1}`)]
  if (typeof value === 'string') return [replaced(node, value === '' ? "'?'" : "''", 'other text')]
  return []
}

const nodesOf = (list: unknown): Node[] => (Array.isArray(list) ? list.filter(isNode) : [])

/** To these the order of what they are given makes no difference. */
const isCommutative = ({ callee }: Node, text: string) =>
  isNode(callee) && /^Math\.(min|max)$/.test(text.slice(callee.start, callee.end))

/** The first two arguments of a call, in the wrong order. */
function swappedArguments(node: Node, text: string): Mutation[] {
  const [first, second] = nodesOf(node.arguments)
  if (
    !first ||
    !second ||
    isCommutative(node, text) ||
    first.type === 'SpreadElement' ||
    second.type === 'SpreadElement'
  )
    return []
  const [one, other] = [text.slice(first.start, first.end), text.slice(second.start, second.end)]
  const place = { start: first.start, end: second.end }
  const between = text.slice(first.end, second.start)
  return one === other ? [] : [replaced(place, other + between + one, 'arguments swapped', 'elements')]
}

const removedRows = (rows: unknown, kinds: RegExp, nothing: string, form: Form): Mutation[] =>
  nodesOf(rows)
    .filter(({ type, kind }) => kinds.test(type) && kind !== 'get' && kind !== 'set')
    .map((row) => replaced(row, nothing, 'row removed', form))

/** The damages that one node can take. */
function mutationsOf(node: Node, text: string): Mutation[] {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return operatorMutation(node, text)
    case 'Literal':
      return literalMutation(node)
    case 'IfStatement':
    case 'ConditionalExpression':
      return isNode(node.test)
        ? [replaced(node.test, '(true)', 'condition → true'), replaced(node.test, '(false)', 'condition → false')]
        : []
    case 'UnaryExpression':
      return node.operator === '!' && isNode(node.argument)
        ? [replaced(node, text.slice(node.argument.start, node.argument.end), '! removed')]
        : []
    case 'ExpressionStatement':
      return [replaced(node, ';', 'statement removed', 'statement')]
    case 'SpreadElement':
      return isNode(node.argument) ? [replaced(node.argument, '[]', 'spread emptied')] : []
    case 'CallExpression':
    case 'NewExpression':
      return swappedArguments(node, text)
    case 'ArrayExpression':
      return removedRows(node.elements, /^(?!SpreadElement)/, '...[]', 'elements')
    case 'ObjectExpression':
      return removedRows(node.properties, /^Property$/, '...{}', 'properties')
    default:
      return []
  }
}

/** What of a node runs: the name of a field is no value unless it is computed. */
const childrenOf = ({ type, ...node }: Node): unknown[] =>
  Object.entries(node)
    .filter(([name]) => name !== 'key' || node.computed === true)
    .flatMap(([, child]) => child)

/** Every damage that a TypeScript text can take, in its order. */
export function findMutations(text: string): Mutation[] {
  const found: Mutation[] = []
  const visit = (node: Node): void => {
    if (isErased(node) || isModuleLink(node)) return
    found.push(...mutationsOf(node, text))
    for (const child of childrenOf(node)) if (isNode(child)) visit(child)
  }
  visit(parseAst(text, { lang: 'ts' }) as unknown as Node) // the same tree, read without a type for each kind of node
  return found
}

/** The text with one damage. */
export const damage = (text: string, { start, end, replacement }: Mutation): string =>
  text.slice(0, start) + replacement + text.slice(end)
