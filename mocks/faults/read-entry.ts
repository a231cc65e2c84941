import { didYouMean } from '../../contracts/near-name.ts'
import { isOperationId, operationIds } from '../../contracts/operations/index.ts'
import { readObject } from '../core/read-object.ts'
import { isTenantName } from '../tenant/keys.ts'
import { patternIssue } from './path-pattern.ts'
import type { PlanInput, Step } from './plan-entry.ts'
import { type Problem, readFault } from './read-fault.ts'
import { wordOf } from './word.ts'

/** How many steps a sequence has at the most. */
export const maxSteps = 1_000

const fields = ['tenant', 'match', 'fault', 'sequence', 'times', 'probability', 'seed'] as const

function matchProblem(match: unknown): Problem | undefined {
  if (match === undefined) return undefined
  const read = readObject(match, ['operation', 'method', 'path'], 'match')
  if ('problem' in read) return read.problem
  const { operation, method, path } = read.object
  if (operation !== undefined && !isOperationId(operation))
    return {
      field: 'match.operation',
      issue: `${wordOf(operation)} is not an operation.${didYouMean(wordOf(operation), operationIds)}`,
    }
  if (method !== undefined && !(typeof method === 'string' && /^[A-Z]{1,20}$/.test(method)))
    return { field: 'match.method', issue: 'Must be a method in capitals, such as GET' }
  const issue = path === undefined ? undefined : patternIssue(path)
  return issue === undefined ? undefined : { field: 'match.path', issue }
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
  const read = readObject(input, fields)
  if ('problem' in read) return read
  const problem = matchProblem(read.object.match) ?? plainProblem(read.object)
  if (problem) return { problem }
  const found = readSteps(read.object)
  return 'problem' in found ? found : { input: read.object as PlanInput, steps: found.steps } // every field was checked above
}
