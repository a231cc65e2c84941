import { operationIds } from '../../contracts/operations/index.ts'
import { type JsonSchema, where, wholeNumber } from '../../contracts/schemas/json-schema.ts'
import { tenantName } from '../tenant/keys.ts'
import { maxSteps } from './bounds.ts'
import { pathPattern } from './path-pattern.ts'

const to = (name: string) => ({ $ref: `#/$defs/${name}` })

/** What an entry of the plan is. */
export const planSchemas = {
  Step: {
    description: 'A step of a sequence: a fault, or `pass` to let one request through.',
    ...where({ type: 'string' }, { enum: ['pass'], expected: 'a fault or "pass"' }, to('GivenFault')),
    tsType: "GivenFault | 'pass'",
  },
  PlanMatch: {
    title: 'a match',
    description: 'Which requests are meant; every one when it is left out.',
    type: 'object',
    properties: {
      operation: {
        enum: [...operationIds],
        tsType: 'OperationId',
        expected: 'an operation',
        description: 'The operation that they ask for.',
      },
      method: {
        type: 'string',
        pattern: '^[A-Z]{1,20}$',
        expected: 'a method in capitals, such as GET',
        description: 'Their method.',
      },
      path: pathPattern,
    },
    additionalProperties: false,
  },
  PlanInput: {
    title: 'an entry of the plan',
    description: 'What is planned, as it is given: by code, by the control API, in a scenario file.',
    type: 'object',
    properties: {
      tenant: { ...tenantName, description: 'For this tenant only; for every tenant when left out.' },
      match: {
        ...to('PlanMatch'),
        description: 'Which requests are meant: by operation, method or path. Default: every one.',
      },
      fault: { ...to('GivenFault'), description: 'What happens; this or `sequence`.' },
      sequence: {
        type: 'array',
        items: to('Step'),
        minItems: 1,
        maxItems: maxSteps,
        expected: `a list of 1 to ${maxSteps} faults or "pass"`,
        tsType: 'readonly Step[]',
        description: 'What happens to one matching request after the other; `pass` lets one through.',
      },
      times: {
        ...wholeNumber,
        type: ['integer', 'string'],
        minimum: 1,
        pattern: '^always$',
        expected: 'a whole number of at least 1, or "always"',
        tsType: "number | 'always'",
        description:
          'How often the fault, or the whole sequence, is served. Default 1, and `always` where a probability is given.',
      },
      probability: {
        type: 'number',
        exclusiveMinimum: 0,
        maximum: 1,
        description: 'How likely a matching request meets the next step, above 0 and up to 1; the others pass by.',
      },
      seed: {
        ...wholeNumber,
        description:
          "Seeds the chances of this entry: equal seeds decide alike, for each tenant by itself. Default: the mock's own seed.",
      },
    },
    dependentRequired: { seed: ['probability'] },
    oneOf: [{ required: ['fault'] }, { required: ['sequence'] }],
    additionalProperties: false,
  },
} satisfies Record<string, JsonSchema>
