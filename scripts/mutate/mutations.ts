import { parseAst } from 'rolldown/parseAst'

/** One small damage of a source text. */
export interface Mutation {
  readonly start: number
  readonly end: number
  readonly replacement: string
  /** What is done, as in `=== → !==`. */
  readonly what: string
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
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

function operatorMutation({ left, right, operator }: Node, text: string): Mutation[] {
  const other = operators[String(operator)]
  if (other === undefined || !isNode(left) || !isNode(right)) return []
  const start = text.indexOf(String(operator), left.end)
  return start === -1 || start >= right.start
    ? []
    : [{ start, end: start + String(operator).length, replacement: other, what: `${operator} → ${other}` }]
}

const replaced = ({ start, end }: Node, replacement: string, what: string): Mutation => ({
  start,
  end,
  replacement,
  what,
})

function literalMutation(node: Node): Mutation[] {
  const { value } = node
  if (typeof value === 'boolean') return [replaced(node, String(!value), `${value} → ${!value}`)]
  if (typeof value === 'number') return [replaced(node, String(value + 1), `${value} → ${value + 1}`)]
  return []
}

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
      return [replaced(node, ';', 'statement removed')]
    case 'SpreadElement':
      return isNode(node.argument) ? [replaced(node.argument, '([] as never[])', 'spread emptied')] : []
    default:
      return []
  }
}

/** Every damage that a TypeScript text can take, in its order. */
export function findMutations(text: string): Mutation[] {
  const found: Mutation[] = []
  const visit = (node: Node): void => {
    if (isErased(node) || node.type === 'ImportDeclaration') return
    found.push(...mutationsOf(node, text))
    for (const child of Object.values(node)) {
      if (Array.isArray(child)) for (const one of child) isNode(one) && visit(one)
      else if (isNode(child)) visit(child)
    }
  }
  visit(parseAst(text, { lang: 'ts' }) as unknown as Node) // the same tree, read without a type for each kind of node
  return found
}

/** The text with one damage. */
export const damage = (text: string, { start, end, replacement }: Mutation): string =>
  text.slice(0, start) + replacement + text.slice(end)
