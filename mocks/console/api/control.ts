import { signal } from '@preact/signals'

/** Where the control API lies: beside the page, or at the root where the page is `/`. */
export const controlBase: string = /^(.*?\/__mock)(?:\/|$)/.exec(location.pathname)?.[1] ?? '/__mock'

/** The tenant whose prefix the page was opened under; the control API there is bound to it. */
export const boundTenant: string | undefined = /^\/t\/([^/]+)\/__mock$/.exec(controlBase)?.[1]

const tokenKey = 'mock-control-token'

/** Whether the server asks for a control token, and what came of the last one. */
export const tokenState = signal<'fine' | 'missing' | 'wrong'>('fine')

/** Counts the tokens that were given: what waits for the server begins again with each. */
export const session = signal(0)

let token = sessionStorage.getItem(tokenKey)

/** Whether requests carry a token; the token itself is for nobody to read. */
export const hasToken = (): boolean => token !== null

/** Keeps a token until the browser's tab is closed, and no longer. */
export function giveToken(given: string): void {
  token = given
  sessionStorage.setItem(tokenKey, given)
  tokenState.value = 'fine'
  session.value += 1
}

/** What the control API refused, in its own words. */
export class ControlError extends Error {
  override name = 'ControlError'
  readonly status: number
  /** The field of the body that broke its rule. */
  readonly field: string | undefined

  constructor(status: number, message: string, field?: string) {
    super(message)
    this.status = status
    this.field = field
  }
}

interface Envelope {
  readonly error?: {
    readonly message?: string
    readonly details?: { readonly field?: string; readonly issue?: string }
  }
}

async function errorOf(response: Response, sent: string | null): Promise<ControlError> {
  // Several requests may be refused at once, and late: the first of them says what was wrong with the token that it sent.
  if (response.status === 401 && sent === token && tokenState.value === 'fine') {
    tokenState.value = token === null ? 'missing' : 'wrong'
    token = null
    sessionStorage.removeItem(tokenKey)
  }
  const { error }: Envelope = await response.json().catch(() => ({}))
  return new ControlError(
    response.status,
    error?.details?.issue ?? error?.message ?? `The server answered ${response.status}`,
    error?.details?.field,
  )
}

export interface ControlRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** Sends one request to the control API; throws a ControlError when it is refused. */
export async function ask(
  path: string,
  { method = 'GET', body, headers, signal }: ControlRequest = {},
): Promise<Response> {
  const sent = token
  const response = await fetch(controlBase + path, {
    method,
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(sent !== null && { 'Mock-Control-Token': sent }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  })
  if (!response.ok) throw await errorOf(response, sent)
  return response
}

/** The same, for answers in JSON. */
export async function control<Answer>(path: string, request?: ControlRequest): Promise<Answer> {
  const response = await ask(path, request)
  return response.status === 204 ? (undefined as Answer) : response.json() // 204 has no body; whoever asks for it takes none
}
