import { type JsonSchema, wholeNumber } from '../../contracts/schemas/json-schema.ts'
import { shapeNames } from '../../contracts/shapes.ts'
import { maxDateOffsetSeconds, maxEventsBefore } from './bounds.ts'
import { byteCount } from './byte-count.ts'
import { rateLimitFormNames } from './rate-limit-forms.ts'
import { errorBodies } from './transports.ts'

/** What a fault is: an error of the contract, a redirect, a success with a spoilt body, a connection that misbehaves. */
export type FaultKind = 'error' | 'redirect' | 'success' | 'transport'

/** A field of a fault, beside the one that names it. */
export interface FaultField {
  readonly schema: JsonSchema
  /** Which kinds take it; the others refuse it. */
  readonly of: readonly FaultKind[]
  /** Whether it means something inside a stream, whose head is out already. */
  readonly isReadInStreams?: true
}

/** Every field of a fault: header, query, control API, scenarios, types and documents take them from here. */
export const faultFields = {
  message: {
    of: ['error'],
    isReadInStreams: true,
    schema: { type: 'string', description: "Another message than the table's." },
  },
  details: {
    of: ['error'],
    schema: {
      type: 'object',
      tsType: 'Readonly<Record<string, unknown>>',
      description: 'What stands under `details` in the envelope.',
    },
  },
  requestId: {
    of: ['error'],
    schema: {
      type: 'string',
      pattern: '^[\\x21-\\x7e]{1,128}$',
      expected: '1 to 128 visible ASCII characters',
      description: 'The `request_id`, in body and header. Default: a fresh one.',
    },
  },
  retryAfter: {
    of: ['error'],
    schema: {
      $ref: '#/$defs/RetryAfter',
      tsType: 'number | string | readonly string[] | null',
      description:
        'Whole seconds, or the raw field value (also a malformed one), or several lines of it; `null` leaves it out.',
    },
  },
  retryAfterDate: {
    of: ['error'],
    schema: {
      type: 'integer',
      minimum: -maxDateOffsetSeconds,
      maximum: maxDateOffsetSeconds,
      description: 'Seconds from now, written as an HTTP-date.',
    },
  },
  dateForm: {
    of: ['error'],
    schema: {
      enum: ['imf-fixdate', 'rfc850', 'asctime'],
      tsType: 'HttpDateForm',
      description: 'How that date is written: `imf-fixdate` (default), `rfc850` or `asctime`.',
    },
  },
  rateLimit: {
    of: ['error'],
    schema: {
      enum: [...rateLimitFormNames],
      tsType: 'RateLimitFormName',
      description: 'How the answer tells of the rate limit: `published` (default), or one of the forms below.',
    },
  },
  form: {
    of: ['error', 'success'],
    schema: {
      enum: [...shapeNames],
      tsType: 'ShapeName',
      description:
        'The form of the body: `envelope` (default), or one that the API or a proxy is known to send instead.',
    },
  },
  body: {
    of: ['error'],
    schema: {
      enum: [...errorBodies],
      tsType: 'ErrorBody',
      description: `What goes wrong with the body of an error, behind its head: ${errorBodies.map((word) => `\`${word}\``).join(', ')}. Default nothing.`,
    },
  },
  size: {
    of: ['error'],
    schema: {
      ...byteCount(1),
      description: 'How long the body of an error is at least, filled up with blanks before its text: `8MB`, `64kB`.',
    },
  },
  rate: {
    of: ['error', 'transport'],
    schema: {
      ...byteCount(1),
      description: 'Of `slow-body`, and of an error with `body: drip`: how many bytes come in a second.',
    },
  },
  location: {
    of: ['redirect'],
    schema: {
      type: 'string',
      pattern: '^(?:https?://[^\\s/?#]|/)[\\x21-\\x7e]{0,2000}$',
      expected: 'an absolute URL or a path, in visible ASCII',
      description: 'Where a redirect leads.',
    },
  },
  delay: {
    of: ['error', 'redirect', 'success', 'transport'],
    isReadInStreams: true,
    schema: {
      $ref: '#/$defs/Delay',
      description: 'A wait before the fault: milliseconds, or a distribution of them. Default none.',
    },
  },
  when: {
    of: ['error', 'redirect', 'transport'],
    isReadInStreams: true,
    schema: {
      enum: ['before', 'committed', 'streaming'],
      description:
        '`committed`: the operation runs and its write stays; only the answer is replaced. `streaming`: the answer is a stream, and the fault comes inside it. Default `before`.',
    },
  },
  after: {
    of: ['error', 'transport'],
    isReadInStreams: true,
    schema: {
      ...wholeNumber,
      maximum: maxEventsBefore,
      expected: `a whole number of events between 0 and ${maxEventsBefore}`,
      description: 'With `when: streaming`: how many events come before the fault. Default 0.',
    },
  },
  afterBytes: {
    of: ['error', 'redirect', 'transport'],
    schema: {
      ...byteCount(0),
      description:
        'The fault comes in the middle of an upload, when so many bytes of the request have come, or at its end; the rest is not waited for.',
    },
  },
} as const satisfies Record<string, FaultField>

export type FaultFieldName = keyof typeof faultFields

const entries: readonly (readonly [string, FaultField])[] = Object.entries(faultFields)

/** The fields of a kind, as the properties of its schema. */
export const propertiesOf = (kind: FaultKind): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(entries.filter(([, { of }]) => of.includes(kind)).map(([name, { schema }]) => [name, schema]))

/** The names of the fields of a kind that mean something inside a stream. */
export const streamFieldsOf = (kind: FaultKind): readonly string[] =>
  entries.filter(([, { of, isReadInStreams }]) => of.includes(kind) && isReadInStreams).map(([name]) => name)
