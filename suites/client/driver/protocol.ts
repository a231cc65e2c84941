/** What a driver is asked to do: one logical call, with as many attempts as its client thinks right. */
export interface DriverCall {
  /** The operation's id in the contract: `listFiles`. */
  readonly operation: string
  readonly method: string
  /** Relative to the base URL, with its query. */
  readonly path: string
  /** Without a slash at its end. */
  readonly baseUrl: string
  readonly apiKey: string
  /** What the API wants beside the body: `Authorization`, and `Content-Type` where there is a body. */
  readonly headers: Readonly<Record<string, string>>
  /** Where the body lies; absent without one. */
  readonly bodyFile?: string
  readonly contentType?: string
  /** For each attempt. */
  readonly timeoutMs: number
  /** For the whole call; absent when the caller sets none. */
  readonly deadlineMs?: number
  /** The first included; absent when the client's own number is wanted. */
  readonly maxAttempts?: number
  /** `fresh`: a client made for this call. `shared`: the one of the other calls with this base URL. */
  readonly client: 'shared' | 'fresh'
}

/** A line that a driver reads. */
export type DriverRequest = { readonly id: number; readonly call: DriverCall } | { readonly cancel: number }

/** A line that a driver prints, read. */
export type DriverAnswer =
  | { readonly id: number; readonly outcome: Readonly<Record<string, unknown>> }
  | { readonly id: number; readonly unsupported: true }

/** What is wrong with a line, in words that go on after `a line that`. */
export interface Misfit {
  readonly problem: string
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isId = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 1

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Reads a line that a driver printed, by the rules of `driver-protocol.schema.json`. */
export function readAnswer(line: string): DriverAnswer | Misfit {
  const value = parse(line)
  if (!isRecord(value)) return { problem: 'is no JSON object' }
  if (isId(value.unsupported) && Object.keys(value).length === 1) return { id: value.unsupported, unsupported: true }
  const { id, outcome, ...others } = value
  if (!isId(id)) return { problem: 'has no id, which is the number of the call' }
  if (!isRecord(outcome)) return { problem: 'has no outcome, which is an object' }
  if (typeof outcome.ok !== 'boolean') return { problem: 'has an outcome without ok, which is true or false' }
  const [other] = Object.keys(others)
  if (other !== undefined)
    return { problem: `has a field of its own, ${other}: what the outcome tells stands inside it` }
  return { id, outcome }
}
