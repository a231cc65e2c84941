import { errorCodes } from '../../contracts/errors.ts'
import { operationIds } from '../../contracts/operations/index.ts'
import { shapeNames } from '../../contracts/shapes.ts'
import { documentedStatuses } from '../../contracts/statuses.ts'
import { transportKinds } from './fault.ts'
import { maxSteps } from './read-entry.ts'
import { maxDateOffsetSeconds, maxDelayMs } from './read-fault.ts'

/** A JSON Schema 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>

/**
 * JSON Schemas of a fault and of a plan entry, derived from the tables that the readers use: for editors' completion and for
 * the OpenAPI document of the control API.
 * @param ref how one schema points to another: `#/$defs/Fault` in a schema file, `#/components/schemas/Fault` in OpenAPI
 */
export function faultSchemas(ref: (name: string) => string): Readonly<Record<string, JsonSchema>> {
  const to = (name: string) => ({ $ref: ref(name) })
  const waitMs = { type: 'number', minimum: 0, maximum: maxDelayMs }
  const timing = {
    delay: { ...to('Delay'), description: 'A wait before the fault, in milliseconds.' },
    when: {
      enum: ['before', 'committed'],
      description: 'committed: the operation runs and its write stays; only the answer is replaced.',
    },
  }
  const fieldLine = { type: 'string', maxLength: 100, pattern: '^[\\t\\x20-\\x7e]*$' }
  const overrides = {
    message: { type: 'string' },
    details: { type: 'object' },
    requestId: { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' },
    retryAfter: {
      description: 'Whole seconds, a raw field value (also a malformed one), several lines of it, or null for none.',
      anyOf: [
        { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
        fieldLine,
        { type: 'array', items: fieldLine, minItems: 1, maxItems: 4 },
        { type: 'null' },
      ],
    },
    retryAfterDate: {
      description: 'Seconds from now, written as an HTTP-date.',
      type: 'integer',
      minimum: -maxDateOffsetSeconds,
      maximum: maxDateOffsetSeconds,
    },
    dateForm: { enum: ['imf-fixdate', 'rfc850', 'asctime'], description: 'The form of retryAfterDate.' },
    form: { enum: [...shapeNames], description: 'The form of the body.' },
    ...timing,
  }
  const rules = {
    dependentRequired: { dateForm: ['retryAfterDate'] },
    not: { required: ['retryAfter', 'retryAfterDate'] },
  }
  return {
    Delay: {
      anyOf: [
        waitMs,
        {
          type: 'object',
          required: ['uniform'],
          properties: { uniform: { type: 'array', prefixItems: [waitMs, waitMs], minItems: 2, maxItems: 2 } },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['lognormal'],
          properties: {
            lognormal: {
              type: 'object',
              required: ['medianMs', 'sigma'],
              properties: { medianMs: waitMs, sigma: { type: 'number', minimum: 0, maximum: 3 } },
              additionalProperties: false,
            },
          },
          additionalProperties: false,
        },
      ],
    },
    ErrorFault: {
      type: 'object',
      description: 'A documented error, with overrides.',
      required: ['error'],
      properties: {
        error: { enum: [...errorCodes] },
        status: { type: 'integer', minimum: 400, maximum: 599 },
        ...overrides,
      },
      additionalProperties: false,
      ...rules,
    },
    StatusFault: {
      type: 'object',
      description: "A documented status; it stands for that status's default error.",
      required: ['status'],
      properties: { status: { enum: documentedStatuses.filter((status) => status >= 400) }, ...overrides },
      additionalProperties: false,
      ...rules,
    },
    TransportFault: {
      type: 'object',
      description: 'A connection that misbehaves.',
      required: ['transport'],
      properties: { transport: { enum: [...transportKinds] }, ...timing },
      additionalProperties: false,
      // A slow answer is one that comes after its delay, so it needs one.
      anyOf: [{ properties: { transport: { not: { const: 'slow-answer' } } } }, { required: ['delay'] }],
    },
    Fault: { anyOf: [to('ErrorFault'), to('StatusFault'), to('TransportFault')] },
    Step: { anyOf: [to('Fault'), { const: 'pass', description: 'Lets one request through.' }] },
    PlanMatch: {
      type: 'object',
      description: 'Which requests are meant; every one when it is left out.',
      properties: {
        operation: { enum: [...operationIds] },
        method: { type: 'string', pattern: '^[A-Z]{1,20}$' },
        path: {
          type: 'string',
          maxLength: 1_000,
          pattern: '^/',
          description: 'Relative to the base URL; * and {name} stand for one segment, ** for any number.',
        },
      },
      additionalProperties: false,
    },
    PlanInput: {
      type: 'object',
      description: 'An entry of the fault plan: one fault or a sequence.',
      properties: {
        tenant: { ...tenantName, description: 'For this tenant only; for every tenant when left out.' },
        match: to('PlanMatch'),
        fault: to('Fault'),
        sequence: { type: 'array', items: to('Step'), minItems: 1, maxItems: maxSteps },
        times: {
          description:
            'How often the fault, or the whole sequence, is served; 1, or always where a probability is given.',
          anyOf: [{ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }, { const: 'always' }],
        },
        probability: {
          description: 'How likely a matching request meets the next step.',
          type: 'number',
          exclusiveMinimum: 0,
          maximum: 1,
        },
        seed: {
          description: 'Seeds the chances: equal seeds decide alike.',
          type: 'integer',
          minimum: 0,
          maximum: Number.MAX_SAFE_INTEGER,
        },
      },
      dependentRequired: { seed: ['probability'] },
      oneOf: [{ required: ['fault'] }, { required: ['sequence'] }],
      additionalProperties: false,
    },
  }
}

export const tenantName = { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' } as const
