import { nodePlatform } from '../adapters/node-platform.ts'
import { createTempStore } from '../adapters/temp-store.ts'
import { type Core, type CoreOptions, createCore } from '../core/core.ts'
import { BodyAborted, type IncomingMessageLike, type RequestBody } from '../core/message.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { assertContract } from './assert-contract.ts'
import { bytesOf } from './bytes-of.ts'
import { createManualTime, type ManualTime } from './manual-time.ts'

/** Whose key is sent when a test names none. */
export const defaultTenant = 'name_of_your_choice'

export interface TestAnswer {
  readonly status: number
  /** Names in lower case; the last value of a name. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly bytes: Uint8Array
  /** Whether the connection is closed behind it, since the rest of the request is not read. */
  readonly closes: boolean
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever an answer holds; the response validators judge it
  readonly json: any
}

export interface TestRequest {
  /** JSON, a form, or bytes as they are. */
  readonly body?: unknown
  /** The tenant whose key is sent; null sends none. Default `defaultTenant`. */
  readonly as?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** The body does not come before this. */
  readonly after?: PromiseLike<void>
  /** Whether the sender goes away after the body. */
  readonly breaksOff?: boolean
  /** How many bytes of the body come at once. Default 65,536. */
  readonly chunkBytes?: (offset: number) => number
}

/** A core in process, on a time that stands still, whose every success is held against the contract. */
export interface TestMock {
  readonly core: Core
  readonly time: ManualTime
  tenant(name?: string): Promise<Tenant>
  send(method: string, target: string, request?: TestRequest): Promise<TestAnswer>
  /** Fails when an operation failed or broke its contract; deletes what was stored. */
  close(): void
  [Symbol.dispose](): void
}

/** Under which origin a core in process is reached. */
export const testOrigin = 'http://mock.test'

export function createTestMock(options: Partial<CoreOptions> = {}): TestMock {
  const time = createManualTime()
  const store = createTempStore()
  const failures: unknown[] = []
  const core = createCore({
    platform: { ...nodePlatform, store },
    time,
    files: 5,
    rateLimit: false,
    onError: (error) => failures.push(error),
    onSuccess: assertContract,
    ...options,
  })

  async function send(method: string, target: string, request: TestRequest = {}): Promise<TestAnswer> {
    const { outcome } = await core.handle(await message(method, target, request))
    if ('transport' in outcome) throw new Error(`${method} ${target} broke the connection: ${outcome.transport}`)
    const bytes = await bytesOf(outcome.body)
    const text = new TextDecoder().decode(bytes)
    const headers: Record<string, string> = {}
    for (let i = 0; i < outcome.headers.length; i += 2) {
      headers[String(outcome.headers[i]).toLowerCase()] = String(outcome.headers[i + 1])
    }
    return {
      status: outcome.status,
      headers,
      text,
      bytes,
      closes: outcome.close === true,
      json: headers['content-type']?.startsWith('application/json') ? JSON.parse(text) : undefined,
    }
  }

  function close() {
    store.close()
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'))
  }

  return {
    core,
    time,
    tenant: async (name = defaultTenant) => core.tenants.get(name),
    send,
    close,
    [Symbol.dispose]: close,
  }
}

async function message(
  method: string,
  target: string,
  { body, as = defaultTenant, headers = {}, ...sending }: TestRequest,
): Promise<IncomingMessageLike> {
  const isAbsolute = target.startsWith(testOrigin)
  const isJson =
    body !== undefined && !(body instanceof FormData || body instanceof Uint8Array || typeof body === 'string')
  const payload = new Response(isJson ? JSON.stringify(body) : (body as BodyInit | undefined)) // the three other kinds are all BodyInit
  const type = isJson ? 'application/json' : body instanceof FormData ? payload.headers.get('content-type') : null
  const bytes = new Uint8Array(await payload.arrayBuffer())
  return {
    method,
    target: isAbsolute ? target.slice(testOrigin.length) : `/api/v2${target}`,
    origin: testOrigin,
    headers: {
      ...(as !== null && !isAbsolute && { authorization: `Bearer aion_test_${as}` }),
      ...(type && { 'content-type': type }),
      ...headers,
    },
    rawHeaders: [],
    body: body === undefined ? null : bodyOf(bytes, sending),
    connection: 0,
    connectedMs: 0,
    headMs: 0,
  }
}

function bodyOf(
  bytes: Uint8Array,
  { after, breaksOff = false, chunkBytes = () => 65_536 }: Pick<TestRequest, 'after' | 'breaksOff' | 'chunkBytes'>,
): RequestBody {
  return {
    declaredBytes: bytes.length,
    async *chunks() {
      await after
      let end = 0
      for (let i = 0; i < bytes.length; i = end) {
        end = i + chunkBytes(i)
        yield bytes.subarray(i, end)
      }
      if (breaksOff) throw new BodyAborted('The sender went away')
    },
  }
}
