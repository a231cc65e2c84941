import type { JsonSchema } from '../../../contracts/schemas/json-schema.ts'

const id = {
  type: 'integer',
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  expected: 'the number of a call',
} as const

const milliseconds = { type: 'number', exclusiveMinimum: 0 } as const

/** The lines between the bench and a driver: each is one JSON object. */
export const protocolSchemas = {
  DriverLine: {
    description:
      'A line between the retry bench and a driver. The bench writes requests to its standard input, the driver prints answers on its standard output.',
    oneOf: ['CallRequest', 'CancelRequest', 'OutcomeAnswer', 'UnsupportedAnswer', 'TakesAnswer'].map((name) => ({
      $ref: `#/$defs/${name}`,
    })),
  },
  CallRequest: {
    description: 'Make this call.',
    type: 'object',
    properties: { id, call: { $ref: '#/$defs/DriverCall' } },
    required: ['id', 'call'],
    additionalProperties: false,
  },
  CancelRequest: {
    description:
      'The caller cancels this call, if it still runs. It is answered with the outcome that its caller gets.',
    type: 'object',
    properties: { cancel: id },
    required: ['cancel'],
    additionalProperties: false,
  },
  DriverCall: {
    description: 'One logical call, with as many attempts as the client thinks right.',
    type: 'object',
    properties: {
      operation: { type: 'string', description: 'The id of the operation in the contract: `listFiles`.' },
      method: { enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] },
      path: { type: 'string', description: 'Relative to the base URL, with its query.' },
      baseUrl: { type: 'string', description: 'Without a slash at its end.' },
      apiKey: { type: 'string' },
      headers: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description: '`Authorization`, and `Content-Type` where there is a body.',
      },
      bodyFile: { type: 'string', description: 'Where the body lies; absent without one.' },
      contentType: { type: 'string' },
      bodyAs: {
        enum: ['stream'],
        description:
          'The client is given the body as a stream, which can be read once. Only for a driver that takes `stream`.',
      },
      cancelled: {
        enum: [true],
        description: 'The caller has cancelled before it makes the call. Only for a driver that takes `cancelled`.',
      },
      timeoutMs: { ...milliseconds, description: 'For each attempt.' },
      deadlineMs: { ...milliseconds, description: 'For the whole call; absent when the caller sets none.' },
      maxAttempts: {
        type: 'integer',
        minimum: 1,
        description: "The first included; absent when the client's own number is wanted.",
      },
      client: {
        enum: ['shared', 'fresh'],
        description: '`fresh`: a client made for this call. `shared`: the one of the other calls with this base URL.',
      },
    },
    required: ['operation', 'method', 'path', 'baseUrl', 'apiKey', 'headers', 'timeoutMs', 'client'],
    additionalProperties: false,
  },
  OutcomeAnswer: {
    title: 'an answer',
    description: 'What the call gave its caller.',
    type: 'object',
    properties: { id, outcome: { $ref: '#/$defs/CallOutcome' } },
    required: ['id', 'outcome'],
    additionalProperties: false,
    expected: 'an object such as {"id":7,"outcome":{"ok":true}}',
  },
  UnsupportedAnswer: {
    title: 'an answer',
    description: 'The client has no method for this call, and sent nothing.',
    type: 'object',
    properties: { unsupported: id },
    required: ['unsupported'],
    additionalProperties: false,
  },
  TakesAnswer: {
    title: 'an answer',
    description: 'What the driver takes beyond plain calls. Printed at most once, before its first answer.',
    type: 'object',
    properties: { takes: { type: 'array', items: { enum: ['stream', 'cancelled'], expected: 'stream or cancelled' } } },
    required: ['takes'],
    additionalProperties: false,
  },
  CallOutcome: {
    description:
      "How a call ended. All but `ok` may be left out; further fields, such as an error's own or the answer's body, are searched, too.",
    type: 'object',
    properties: {
      ok: { type: 'boolean', expected: 'true or false' },
      name: { description: "The error's name or type." },
      message: { description: "The error's message." },
      status: { description: "The last answer's status." },
      code: { description: "The envelope's `error.code`." },
      request_id: {},
      retry_after: { description: 'Seconds.' },
      attempts: { description: 'How many were made.' },
    },
    required: ['ok'],
    additionalProperties: true,
  },
} satisfies Record<string, JsonSchema>
