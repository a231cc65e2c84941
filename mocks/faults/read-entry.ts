import { didYouMean } from '../../contracts/near-name.ts'
import { isOperationId, operationIds } from '../../contracts/operations/index.ts'
import { isTenantName } from '../tenant/keys.ts'
import { patternIssue } from './path-pattern.ts'
import type { PlanInput, Step } from './plan-entry.ts'
import { type Problem, readFault } from './read-fault.ts'
import { wordOf } from './word.ts'

/** How many steps a sequence has at the most. */
export const maxSteps = 1_000

const fields = ['tenant', 'match', 'fault', 'sequence', 'times', 'probability', 'seed'] as const
const matchFields = ['operation', 'method', 'path'] as const

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The first field that is not a known one. */
export function unknownField(value: object, known: readonly string[], prefix = ''): Problem | undefined {
  const field = Object.keys(value).find((key) => !known.includes(key))
  return field === undefined
    ? undefined
    : {
        field: `${prefix}${wordOf(field)}`,
        issue: `Is not a known field (${known.join(', ')}).${didYouMean(wordOf(field), known)}`,
      }
}

function matchProblem(match: unknown): Problem | undefined {
  if (match === undefined) return undefined
  if (!isRecord(match)) return { field: 'match', issue: 'Must be an object with operation, method or path' }
  const { operation, method, path } = match
  if (operation !== undefined && !isOperationId(operation))
    return {
      field: 'match.operation',
      issue: `${wordOf(operation)} is not an operation.${didYouMean(wordOf(operation), operationIds)}`,
    }
  if (method !== undefined && !(typeof method === 'string' && /^[A-Z]{1,20}$/.test(method)))
    return { field: 'match.method', issue: 'Must be a method in capitals, such as GET' }
  const issue = path === undefined ? undefined : patternIssue(path)
  return issue === undefined ? unknownField(match, matchFields, 'match.') : { field: 'match.path', issue }
}

const isWhole = (value: unknown, min: number): boolean => Number.isSafeInteger(value) && Number(value) >= min

/** What each plain field must be. */
const checks: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  tenant: (value) => (isTenantName(value) ? undefined : 'Must be 1 to 64 letters, digits, _ or -'),
  times: (value) =>
    value === 'always' || isWhole(value, 1) ? undefined : 'Must be a whole number of at least 1, or "always"',
  probability: (value) =>
    typeof value === 'number' && value > 0 && value <= 1 ? undefined : 'Must be above 0 and at most 1',
  seed: (value) => (isWhole(value, 0) ? undefined : 'Must be a whole number of at least 0'),
}

function plainProblem(input: Record<string, unknown>): Problem | undefined {
  for (const [field, check] of Object.entries(checks)) {
    const issue = input[field] === undefined ? undefined : check(input[field])
    if (issue) return { field, issue }
  }
  if (input.seed !== undefined && input.probability === undefined)
    return { field: 'seed', issue: 'Seeds a probability, which is not given' }
  return undefined
}

function readSteps({ fault, sequence }: Record<string, unknown>): { steps: Step[] } | { problem: Problem } {
  if ((fault === undefined) === (sequence === undefined))
    return { problem: { field: 'fault', issue: 'Exactly one of fault and sequence is required' } }
  if (sequence !== undefined && (!Array.isArray(sequence) || sequence.length === 0 || sequence.length > maxSteps))
    return { problem: { field: 'sequence', issue: `Must be a list of 1 to ${maxSteps} faults or "pass"` } }
  const given: unknown[] = Array.isArray(sequence) ? sequence : [fault]
  const steps: Step[] = []
  for (const [index, step] of given.entries()) {
    const prefix = sequence === undefined ? 'fault' : `sequence.${index}`
    if (step === 'pass' && sequence !== undefined) {
      steps.push('pass')
      continue
    }
    const read = readFault(step)
    if ('problem' in read) {
      const { field, issue } = read.problem
      return { problem: { field: field === 'fault' ? prefix : `${prefix}.${field}`, issue } }
    }
    steps.push(read.fault)
  }
  return { steps }
}

/** Reads an entry of the plan from its JSON form. */
export function readEntry(
  input: unknown,
): { readonly input: PlanInput; readonly steps: readonly Step[] } | { readonly problem: Problem } {
  if (!isRecord(input)) return { problem: { field: 'body', issue: 'Must be an object with fault or sequence' } }
  const problem = unknownField(input, fields) ?? matchProblem(input.match) ?? plainProblem(input)
  if (problem) return { problem }
  const read = readSteps(input)
  return 'problem' in read ? read : { input: input as PlanInput, steps: read.steps } // every field was checked above
}
