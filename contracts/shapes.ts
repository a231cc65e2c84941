import { type Difference, type Envelope, envelopeDifferences, isEnvelope } from './envelope.ts'
import type { ErrorCode } from './errors.ts'
import { deepestJson, type JsonReading, readJson } from './read-json.ts'

/** What a shape needs to be written. */
export interface ShapeInput {
  readonly code: ErrorCode
  readonly status: number
  readonly message: string
  readonly details?: Readonly<Record<string, unknown>> | undefined
  readonly requestId: string
  /** Epoch milliseconds, for shapes that carry a timestamp. */
  readonly nowMs: number
}

interface BodyFacts {
  readonly text: string
  readonly contentType: string
  /** The parsed body when it is a JSON object, else undefined. */
  readonly object: Readonly<Record<string, unknown>> | undefined
  /** Whether the text breaks off or is garbled, as far as it is JSON at all. */
  readonly isBroken: boolean
}

interface Shape {
  readonly title: string
  readonly contentType: string | null
  write(input: ShapeInput): string
  matches(facts: BodyFacts): boolean
}

const json = 'application/json; charset=utf-8'

/** The text of `buildEnvelope`, put together from its parts: that takes a third of the time of turning the object into text. */
function writeEnvelope({ code, requestId, message, details }: ShapeInput): string {
  const more = details === undefined ? '' : `,"details":${JSON.stringify(details)}`
  return `{"error":{"code":"${code}","message":${JSON.stringify(message)}${more}},"request_id":${JSON.stringify(requestId)}}`
}

const looksLikeJson = (text: string) => /^\s*[{[]/.test(text)

/**
 * Every form that an error body is known to take, beside the contract's own: what the published OpenAPI file declares and
 * what the infrastructure in front of the API sends. The mock writes them, the backend suite names them. The first that
 * matches is the name, so the special stand before the general.
 */
export const shapes = {
  envelope: {
    title: 'the documented envelope',
    contentType: json,
    write: writeEnvelope,
    matches: ({ object }) => isEnvelope(object),
  },
  'framework-validation': {
    title: "the framework's own validation error",
    contentType: json,
    write: ({ message, details }) =>
      JSON.stringify({
        detail: [{ loc: ['query', String(details?.field ?? 'limit')], msg: message, type: 'value_error' }],
      }),
    matches: ({ object }) => Array.isArray(object?.detail),
  },
  'chat-error': {
    title: "the chat endpoints' error",
    contentType: json,
    write: ({ code, message, nowMs }) =>
      JSON.stringify({ error: message, error_code: code, detail: message, timestamp: new Date(nowMs).toISOString() }),
    matches: ({ object }) => typeof object?.error === 'string' && typeof object.error_code === 'string',
  },
  'files-error': {
    title: "the files endpoints' error",
    contentType: json,
    write: ({ code, message, details }) => JSON.stringify({ error: code, message, ...(details && { details }) }),
    matches: ({ object }) => typeof object?.error === 'string' && typeof object.message === 'string',
  },
  'problem-json': {
    title: 'problem details (RFC 9457)',
    contentType: 'application/problem+json',
    write: ({ code, status, message }) => JSON.stringify({ type: 'about:blank', title: code, status, detail: message }),
    matches: ({ object, contentType }) =>
      object !== undefined &&
      (contentType.startsWith('application/problem+json') || ('title' in object && 'status' in object)),
  },
  'framework-detail': {
    title: "the framework's own error",
    contentType: json,
    write: ({ message }) => JSON.stringify({ detail: message }),
    matches: ({ object }) => typeof object?.detail === 'string',
  },
  html: {
    title: 'an HTML page, as a load balancer sends it',
    contentType: 'text/html; charset=utf-8',
    write: ({ status }) =>
      `<html>\r\n<head><title>${status}</title></head>\r\n<body>\r\n<center><h1>${status}</h1></center>\r\n</body>\r\n</html>\r\n`,
    matches: ({ text, contentType }) => contentType.startsWith('text/html') || /^\s*<(!doctype|html)/i.test(text),
  },
  empty: {
    title: 'an empty body',
    contentType: null,
    write: () => '',
    matches: ({ text }) => text.trim() === '',
  },
  'truncated-json': {
    title: 'JSON that breaks off',
    contentType: json,
    write: (input) => writeEnvelope(input).slice(0, -Math.ceil(input.requestId.length / 2) - 2),
    matches: ({ text, isBroken }) => isBroken && looksLikeJson(text),
  },
} as const satisfies Record<string, Shape>

/** The name of a body form, as faults ask for it and findings report it. */
export type ShapeName = keyof typeof shapes

export const shapeNames = Object.keys(shapes) as readonly ShapeName[] // keys of a literal object

const objectOf = ({ value }: JsonReading): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined

/** What an error body turned out to be, with its differences to the contract (none for the envelope). */
export type BodyVerdict =
  | { readonly shape: 'envelope'; readonly envelope: Envelope }
  | {
      readonly shape: Exclude<ShapeName, 'envelope'> | 'broken-envelope' | 'unknown'
      readonly title: string
      readonly differences: readonly Difference[]
    }

/**
 * Names the shape of an error body and lists where it departs from the envelope.
 * @param reading the text as it was read already, if it was
 */
export function judgeBody(text: string, contentType = '', reading: JsonReading = readJson(text)): BodyVerdict {
  const object = objectOf(reading)
  if (isEnvelope(object)) return { shape: 'envelope', envelope: object }
  const isBroken = reading.fault === 'broken'
  const facts = { text, contentType: contentType.toLowerCase(), object, isBroken }
  const differences = envelopeDifferences(object)
  if (typeof object?.error === 'object')
    return { shape: 'broken-envelope', title: 'an envelope with defects', differences }
  const shape = shapeNames.find((name) => name !== 'envelope' && shapes[name].matches(facts))
  if (shape && shape !== 'envelope') return { shape, title: shapes[shape].title, differences }
  return { shape: 'unknown', title: unknownTitle(object, reading), differences }
}

function unknownTitle(object: unknown, { fault }: JsonReading): string {
  if (fault === 'too-deep') return `JSON that is nested deeper than ${deepestJson} levels`
  if (fault === 'too-many-values') return 'JSON of more values than any answer has'
  return object ? 'JSON of an unknown shape' : 'neither JSON nor any known shape'
}
