import type { ErrorFact } from '../api/facts.ts'

type Row = Pick<ErrorFact, 'code' | 'status' | 'acceptedStatuses' | 'retry' | 'retryAfter' | 'remedy'>

const header = ({ code, status, remedy }: Row, mark: string) => `${mark} ${code} (${status}): ${remedy}`

/** After these errors nobody knows whether the request has done its work. */
const unsafe = `    // What may have happened already is not sent again, unless sending it twice is the same as once.
    if (['POST', 'PATCH'].includes(init.method?.toUpperCase() ?? 'GET')) throw failure
`

/** TypeScript for an error after which the same request may succeed. */
const retrying = (row: Row): string => `${header(row, '//')}
const longestWaitMs = 60_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Milliseconds that Retry-After asks for, in seconds or as a date; 0 where it asks for nothing that can be read. */
function askedMs(response: Response): number {
  const value = response.headers.get('Retry-After')?.trim() ?? ''
  if (/^\\d+$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return /[a-z]/i.test(value) && date > Date.now() ? date - Date.now() : 0
}

export async function call(url: string, init: RequestInit = {}, attempts = 4): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, init)
    if (response.ok) return response
    const { error, request_id } = await response.json().catch(() => ({}))
    const failure = Object.assign(new Error(error?.message ?? response.statusText), { code: error?.code, request_id })
    const waitMs = askedMs(response)
    if (error?.code !== '${row.code}' || attempt >= attempts || waitMs > longestWaitMs) throw failure
${row.retry === 'backoff' ? unsafe : ''}    const backoffMs = Math.min(30_000, 1000 * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2)
    await pause(waitMs > 0 ? waitMs * (1 + Math.random() / 4) : backoffMs)
  }
}
`

const advice: Readonly<Record<'changed' | 'never', string>> = {
  changed: 'Not the same request again: change it first.',
  never: 'Not again: the same request gets the same answer.',
}

/** TypeScript for an error that no repetition mends. */
const telling = (row: Row, retry: 'changed' | 'never'): string => `${header(row, '//')}
// ${advice[retry]}
export async function call(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, init)
  if (response.ok) return response
  const { error, request_id } = await response.json().catch(() => ({}))
  if (error?.code === '${row.code}')
    throw Object.assign(new Error(error.message), { code: error.code, details: error.details, request_id })
  throw Object.assign(new Error(error?.message ?? response.statusText), { code: error?.code, request_id })
}
`

/** The code of a client that handles an error as the table says. */
export const clientCode = (row: Row): string =>
  row.retry === 'backoff' || row.retry === 'after-wait' ? retrying(row) : telling(row, row.retry)
