/**
 * How a resolved value speaks of its call: `ok` it is data, `error` it says that the call failed (a Response, a Result
 * type, `{data, error}`), `nothing` it says neither.
 */
export type Resolved = 'ok' | 'error' | 'nothing'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** Flags that Result types and answers carry, and what they say when the call failed. */
const flags: Readonly<Record<string, boolean>> = {
  ok: false,
  success: false,
  succeeded: false,
  isOk: false,
  isSuccess: false,
  isError: true,
  isErr: true,
  isFailure: true,
  isLeft: true,
  failed: true,
}

const tags = ['_tag', 'tag', 'kind', 'type', 'status', 'state']
const failures = ['left', 'err', 'error', 'failure', 'failed', 'rejected']
const reasons = ['error', 'err', 'errors', 'left', 'failure', 'reason', 'cause', 'e']

const isSomething = (value: unknown) =>
  value !== null && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0)

/** A flag, or what the method of that name gives: `result.ok`, `result.isErr()`. */
function read(value: Fields, name: string): unknown {
  const one = value[name]
  if (typeof one !== 'function' || !name.startsWith('is')) return one
  try {
    return one.call(value)
  } catch {
    return undefined
  }
}

const saysStatus = (value: Fields): boolean => {
  const status = value.status ?? value.statusCode ?? value.status_code
  return typeof status === 'number' && status >= 300 && status < 600
}

/** `[error, undefined]`, as wrappers around `await` give it. */
const isErrorPair = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === 2 &&
  (value.some((one) => one instanceof Error) || (isFields(value[0]) && value[1] == null))

function saysError(value: Fields): boolean {
  if (value instanceof Error || saysStatus(value) || isErrorPair(value)) return true
  if (Object.entries(flags).some(([name, bad]) => read(value, name) === bad)) return true
  const isTagged = tags.some((name) => failures.includes(String(value[name]).toLowerCase()))
  const reason = reasons.some((name) => isSomething(value[name]))
  const hasData = ['data', 'value', 'result'].some((name) => isSomething(value[name]))
  return (isTagged && (reason || '_tag' in value)) || (reason && !hasData)
}

/** Reads what a client resolved with. */
export function readResolved(value: unknown): Resolved {
  if (value === undefined || value === null || value === false || value === '') return 'nothing'
  if (!isFields(value)) return 'ok'
  if (saysError(value)) return 'error'
  // openapi-fetch and its like keep the Response beside the data.
  return isFields(value.response) && (saysStatus(value.response) || value.response.ok === false) ? 'error' : 'ok'
}
