import { didYouMean } from '../../../contracts/near-name.ts'
import { isOperationId, operationIds } from '../../../contracts/operations/index.ts'
import { invalid, type Refusal } from '../../core/message.ts'
import { type JsonSchema, tenantName } from '../../faults/fault-schema.ts'
import { wordOf } from '../../faults/word.ts'
import { isTenantName } from '../../tenant/keys.ts'

interface Parameter {
  readonly description: string
  readonly schema: JsonSchema
  /** What is wrong with a value, if anything. */
  readonly issue: (value: string) => string | undefined
}

/** Every query parameter of the control API. */
export const parameters = {
  tenant: {
    description: 'Only what belongs to this tenant.',
    schema: tenantName,
    issue: (value) => (isTenantName(value) ? undefined : 'Must be 1 to 64 letters, digits, _ or -'),
  },
  operation: {
    description: 'Only attempts at this operation.',
    schema: { enum: [...operationIds] },
    issue: (value) =>
      isOperationId(value)
        ? undefined
        : `${wordOf(value)} is not an operation.${didYouMean(wordOf(value), operationIds)}`,
  },
  after: {
    description: 'Only attempts with a greater id: the cursor of the answer before.',
    schema: { type: 'integer', minimum: 0 },
    issue: (value) => (/^\d{1,15}$/.test(value) ? undefined : 'Must be a whole number: the cursor of an answer before'),
  },
} as const satisfies Record<string, Parameter>

export type ParameterName = keyof typeof parameters

/** Reads a query: each parameter at most once, none that the route does not know. */
export function readParameters(
  query: URLSearchParams,
  known: readonly ParameterName[],
): { readonly values: Partial<Record<ParameterName, string>> } | { readonly refusal: Refusal } {
  const values: Partial<Record<ParameterName, string>> = {}
  for (const [given, value] of query) {
    const name = known.find((candidate) => candidate === given)
    if (name === undefined)
      return { refusal: invalid(wordOf(given), `Is not a known parameter.${didYouMean(wordOf(given), known)}`) }
    const issue = name in values ? 'Stands more than once' : parameters[name].issue(value)
    if (issue) return { refusal: invalid(name, issue) }
    values[name] = value
  }
  return { values }
}
