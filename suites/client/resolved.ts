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
  isFail: true,
  isLeft: true,
  hasError: true,
  failed: true,
}

const tags = ['_tag', 'tag', 'kind', 'type', 'variant', 'status', 'state']
const failures = ['left', 'err', 'error', 'fail', 'failure', 'failed', 'rejected']
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

/** Whether a value reads like the reason of a failure: an error, the API's envelope, or what has a message and a code. */
function isReason(value: unknown): boolean {
  if (!isFields(value)) return false
  if (value instanceof Error || saysStatus(value)) return true
  const { error, message, code, name } = value
  const isNamed = code !== undefined || /error|exception/i.test(String(name))
  return isFields(error) || (message !== undefined ? isNamed : typeof code === 'number')
}

/** `[error, undefined]` and `[undefined, error]`, as wrappers around `await` give them, some with the answer behind. */
function isErrorPair(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) return false
  const pair = value.slice(0, 2)
  if (pair.some((one) => one == null)) return pair.some(isReason)
  return value.length === 2 && pair.some((one) => one instanceof Error)
}

function saysError(value: Fields): boolean {
  if (value instanceof Error || saysStatus(value) || isErrorPair(value)) return true
  if (Object.entries(flags).some(([name, bad]) => read(value, name) === bad)) return true
  const isTagged = tags.some((name) => failures.includes(String(value[name]).toLowerCase()))
  const reason = reasons.some((name) => isSomething(value[name]))
  const hasData = ['data', 'value', 'result'].some((name) => isSomething(value[name]))
  const isTold = reason || '_tag' in value || typeof value.message === 'string' || Object.values(value).some(isReason)
  return (isTagged && isTold) || (reason && !hasData)
}

/** Reads what a client resolved with. */
export function readResolved(value: unknown): Resolved {
  if (value === undefined || value === null || value === false || value === '') return 'nothing'
  if (!isFields(value)) return 'ok'
  if (saysError(value)) return 'error'
  // openapi-fetch and its like keep the Response beside the data.
  return isFields(value.response) && (saysStatus(value.response) || value.response.ok === false) ? 'error' : 'ok'
}
