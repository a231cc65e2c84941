import { errorCodes } from '../../contracts/errors.ts'
import { type JsonSchema, where, wholeNumber } from '../../contracts/schemas/json-schema.ts'
import { documentedStatuses } from '../../contracts/statuses.ts'
import { maxDelayMs } from './bounds.ts'
import { propertiesOf } from './fault-fields.ts'
import { errorRules, redirectRules, transportRules } from './fault-rules.ts'
import { redirectStatuses, successStatuses } from './named-statuses.ts'
import { planSchemas } from './plan-schema.ts'
import { transportKinds } from './transports.ts'

/*
 * What a fault and an entry of the plan are. `npm run generate` makes of it the types, the validators, the schema of a scenario
 * file, the document of the control API and the pages. `tsType` names the type of a value, `expected` says what it must be.
 */

const to = (name: string) => ({ $ref: `#/$defs/${name}` })
const waitMs = { type: 'number', minimum: 0, maximum: maxDelayMs, expected: `milliseconds between 0 and ${maxDelayMs}` }
const errorStatuses = documentedStatuses.filter((status) => status >= 400)

const delay = {
  description: 'A wait: fixed milliseconds, evenly spread, or the long tail of real networks.',
  ...waitMs,
  type: ['number', 'object'],
  properties: {
    uniform: {
      type: 'array',
      items: waitMs,
      minItems: 2,
      maxItems: 2,
      ascending: true,
      expected: 'two waits in milliseconds, the shorter first',
    },
    lognormal: {
      type: 'object',
      required: ['medianMs', 'sigma'],
      properties: { medianMs: waitMs, sigma: { type: 'number', minimum: 0, maximum: 3 } },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
  minProperties: 1,
  maxProperties: 1,
  expected: `milliseconds between 0 and ${maxDelayMs}, {"uniform":[min,max]} or {"lognormal":{"medianMs":…,"sigma":…}}`,
  tsType:
    'number | { readonly uniform: readonly [minMs: number, maxMs: number] } | { readonly lognormal: { readonly medianMs: number; readonly sigma: number } }',
}

const fieldLine = { type: 'string', maxLength: 100, pattern: '^[\\t\\x20-\\x7e]*$' }

const retryAfter = {
  description: 'A Retry-After, as a number, as text or as several lines.',
  ...fieldLine,
  ...wholeNumber,
  type: ['integer', 'string', 'array', 'null'],
  items: { ...fieldLine, expected: 'the text of a field value' },
  minItems: 1,
  maxItems: 4,
  expected: 'whole seconds, a field value as text, up to four of them, or null',
  tsType: 'number | string | readonly string[] | null',
}

const errorFault = {
  title: 'an error',
  description: 'An error of the contract, with overrides.',
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      enum: [...errorCodes],
      tsType: 'ErrorCode',
      expected: 'a code of the error table',
      description: 'Its code.',
    },
    status: {
      type: 'integer',
      minimum: 400,
      maximum: 599,
      description: "Another status than the table's, from 400 to 599.",
    },
    ...propertiesOf('error'),
  },
  ...errorRules('error'),
  additionalProperties: false,
}

const statusFault = {
  title: 'a status',
  description: "A documented status; it stands for that status's default error.",
  type: 'object',
  required: ['status'],
  properties: {
    status: {
      enum: errorStatuses,
      tsType: 'number',
      expected: `a documented error status (${errorStatuses.join(', ')}), a redirect (${redirectStatuses.join(', ')}) or a success (${successStatuses.join(', ')})`,
      description: 'The status.',
    },
    ...propertiesOf('error'),
  },
  ...errorRules('status'),
  additionalProperties: false,
}

const redirectFault = {
  title: 'a redirect',
  description: 'An answer that leads elsewhere, such as to another origin.',
  type: 'object',
  required: ['status', 'location'],
  properties: {
    status: { enum: [...redirectStatuses], tsType: 'RedirectStatus', description: 'The status.' },
    ...propertiesOf('redirect'),
  },
  ...redirectRules,
  additionalProperties: false,
}

const successFault = {
  title: 'a spoilt success',
  description:
    'A success of the operation, which runs, with a body that nobody can read. What it refuses goes out as it is.',
  type: 'object',
  required: ['status', 'form'],
  properties: {
    status: { enum: [...successStatuses], tsType: 'SuccessStatus', description: 'The status.' },
    ...propertiesOf('success'),
    form: {
      enum: ['truncated-json', 'html', 'empty'],
      description: 'What is sent in place of the body: the first half of it, an HTML page, or nothing.',
    },
  },
  additionalProperties: false,
}

const transportFault = {
  title: 'a transport fault',
  description: 'A connection that misbehaves.',
  type: 'object',
  required: ['transport'],
  properties: {
    transport: { enum: [...transportKinds], tsType: 'TransportKind', description: 'In which way.' },
    ...propertiesOf('transport'),
  },
  ...transportRules,
  additionalProperties: false,
}

const isStatusOf = (statuses: readonly number[]): JsonSchema => ({
  required: ['status'],
  properties: { status: { enum: [...statuses] } },
})

/** Which kind is meant, by the field that only this kind has; the first that holds. */
const kinds: readonly (readonly [JsonSchema, string])[] = [
  [{ required: ['transport'] }, 'TransportFault'],
  [{ required: ['error'] }, 'ErrorFault'],
  [{ required: ['location'] }, 'RedirectFault'],
  [isStatusOf(redirectStatuses), 'RedirectFault'],
  [isStatusOf(successStatuses), 'SuccessFault'],
  [{ required: ['status'] }, 'StatusFault'],
]

const byKind = kinds.reduceRight<JsonSchema>(
  (otherwise, [condition, name]) => where(condition, to(name), otherwise),
  {},
)

export const faultSchemas = {
  Delay: delay,
  RetryAfter: retryAfter,
  ErrorFault: errorFault,
  StatusFault: statusFault,
  RedirectFault: redirectFault,
  SuccessFault: successFault,
  TransportFault: transportFault,
  GivenFault: {
    description:
      'A fault as it may be given: an error, a bare status, a redirect, a spoilt success, or a connection that misbehaves.',
    type: 'object',
    anyOf: [{ required: ['error'] }, { required: ['transport'] }, { required: ['status'] }],
    ...byKind,
    expected: 'an object such as {"error":"RATE_LIMIT_ERROR"}',
    tsType: 'ErrorFault | StatusFault | RedirectFault | SuccessFault | TransportFault',
  },
  ...planSchemas,
} satisfies Record<string, JsonSchema>
