import { errorCodes } from '../../contracts/errors.ts'
import { operationIds } from '../../contracts/operations/index.ts'
import { type JsonSchema, where, wholeNumber } from '../../contracts/schemas/json-schema.ts'
import { shapeNames } from '../../contracts/shapes.ts'
import { documentedStatuses } from '../../contracts/statuses.ts'
import { tenantName } from '../tenant/keys.ts'
import { maxDateOffsetSeconds, maxDelayMs, maxEventsBefore, maxSteps } from './bounds.ts'
import { pathPattern } from './path-pattern.ts'
import { transportKinds, transportRow } from './transports.ts'

/*
 * What a fault and an entry of the plan are. `npm run generate` makes of it the types, the validators, the schema of a scenario
 * file, the document of the control API and the pages. `tsType` names the type of a value, `expected` says what it must be.
 */

const waitMs = { type: 'number', minimum: 0, maximum: maxDelayMs, expected: `milliseconds between 0 and ${maxDelayMs}` }
const to = (name: string) => ({ $ref: `#/$defs/${name}` })

const timing = {
  delay: {
    ...to('Delay'),
    description: 'A wait before the fault: milliseconds, or a distribution of them. Default none.',
  },
  when: {
    enum: ['before', 'committed', 'streaming'],
    description:
      '`committed`: the operation runs and its write stays; only the answer is replaced. `streaming`: the answer is a stream, and the fault comes inside it. Default `before`.',
  },
  after: {
    ...wholeNumber,
    maximum: maxEventsBefore,
    expected: `a whole number of events between 0 and ${maxEventsBefore}`,
    description: 'With `when: streaming`: how many events come before the fault. Default 0.',
  },
}

const isStreaming = { required: ['when'], properties: { when: { enum: ['streaming'] } } }

/** What comes inside a stream may wait for events; nothing else may. */
const streamingRules = where({ required: ['after'] }, isStreaming)

const fieldLine = { type: 'string', maxLength: 100, pattern: '^[\\t\\x20-\\x7e]*$' }

const overrides = {
  message: { type: 'string', description: "Another message than the table's." },
  details: {
    type: 'object',
    tsType: 'Readonly<Record<string, unknown>>',
    description: 'What stands under `details` in the envelope.',
  },
  requestId: {
    type: 'string',
    pattern: '^[\\x21-\\x7e]{1,128}$',
    expected: '1 to 128 visible ASCII characters',
    description: 'The `request_id`, in body and header. Default: a fresh one.',
  },
  retryAfter: {
    ...fieldLine,
    ...wholeNumber,
    type: ['integer', 'string', 'array', 'null'],
    items: { ...fieldLine, expected: 'the text of a field value' },
    minItems: 1,
    maxItems: 4,
    expected: 'whole seconds, a field value as text, up to four of them, or null',
    tsType: 'number | string | readonly string[] | null',
    description:
      'Whole seconds, or the raw field value (also a malformed one), or several lines of it; `null` leaves it out.',
  },
  retryAfterDate: {
    type: 'integer',
    minimum: -maxDateOffsetSeconds,
    maximum: maxDateOffsetSeconds,
    description: 'Seconds from now, written as an HTTP-date.',
  },
  dateForm: {
    enum: ['imf-fixdate', 'rfc850', 'asctime'],
    tsType: 'HttpDateForm',
    description: 'How that date is written: `imf-fixdate` (default), `rfc850` or `asctime`.',
  },
  form: {
    enum: [...shapeNames],
    tsType: 'ShapeName',
    description: 'The form of the body: `envelope` (default), or one that the API or a proxy is known to send instead.',
  },
  ...timing,
}

const answerRules = {
  dependentRequired: { dateForm: ['retryAfterDate'] },
  not: { required: ['retryAfter', 'retryAfterDate'] },
  additionalProperties: false,
}

const cuttingStreams = transportKinds.filter((kind) => transportRow(kind).cutsStreams)
const needingDelay = transportKinds.filter((kind) => transportRow(kind).needs?.includes('delay'))

export const faultSchemas = {
  Delay: {
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
  },
  ErrorFault: {
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
      ...overrides,
    },
    ...answerRules,
    ...streamingRules,
  },
  StatusFault: {
    title: 'a status',
    description: "A documented status; it stands for that status's default error.",
    type: 'object',
    required: ['status'],
    properties: {
      status: {
        enum: documentedStatuses.filter((status) => status >= 400),
        tsType: 'number',
        expected: `a documented error status (${documentedStatuses.filter((status) => status >= 400).join(', ')})`,
        description: 'The status.',
      },
      ...overrides,
    },
    ...answerRules,
    ...streamingRules,
  },
  TransportFault: {
    title: 'a transport fault',
    description: 'A connection that misbehaves.',
    type: 'object',
    required: ['transport'],
    properties: {
      transport: { enum: [...transportKinds], tsType: 'TransportKind', description: 'In which way.' },
      ...timing,
    },
    ...where(
      isStreaming,
      {
        properties: {
          transport: { enum: cuttingStreams, expected: `one that can cut a stream: ${cuttingStreams.join(', ')}` },
        },
      },
      where(
        { required: ['after'] },
        isStreaming,
        where({ properties: { transport: { enum: needingDelay } } }, { required: ['delay'] }),
      ),
    ),
    additionalProperties: false,
  },
  GivenFault: {
    description: 'A fault as it may be given: an error, a bare status, or a connection that misbehaves.',
    type: 'object',
    anyOf: [{ required: ['error'] }, { required: ['transport'] }, { required: ['status'] }],
    ...where(
      { required: ['transport'] },
      to('TransportFault'),
      where({ required: ['error'] }, to('ErrorFault'), where({ required: ['status'] }, to('StatusFault'))),
    ),
    expected: 'an object such as {"error":"RATE_LIMIT_ERROR"}',
    tsType: 'ErrorFault | StatusFault | TransportFault',
  },
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
