import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorRow } from '../../contracts/errors.ts'
import { parseHttpDate } from '../../contracts/http-date.ts'
import { shapes } from '../../contracts/shapes.ts'
import { createHandlers } from '../msw.ts'
import { parseScenario } from '../scenario/parse-scenario.ts'
import { type MockServer, startMockServer } from '../server/index.ts'
import { writeItem, writePrefer } from '../testing/fault-channels.ts'
import { matrixFaults } from '../testing/fault-matrix.ts'
import { openWire } from '../testing/raw-client.ts'
import { type ErrorFault, type Fault, faultName, type TransportKind } from './fault.ts'
import type { FaultPlan } from './plan.ts'

const faults = matrixFaults()
const mswPath = '/msw/api/v2'
const handlers = createHandlers({ baseUrl: mswPath, files: 1, rateLimit: false })
const msw = setupServer(...handlers)
let mock: MockServer
beforeAll(async () => {
  mock = await startMockServer({ files: 1, rateLimit: false })
  msw.listen({ onUnhandledFrame: 'bypass' })
})
afterAll(async () => {
  msw.close()
  await mock.close()
})

type Environment = 'server' | 'msw'

const environments = {
  server: { base: (_tenant: string) => mock.url, plan: (): FaultPlan => mock.faults, journal: () => mock.journal },
  msw: {
    // Each case has a host of its own, or one would meet the broken connection of another in fetch's pool.
    base: (tenant: string) => `http://${tenant.replaceAll('_', '-')}.test${mswPath}`,
    plan: (): FaultPlan => handlers.faults,
    journal: () => handlers.journal,
  },
}

/** What a channel does to ask for a fault: what the request carries, or what is done before it. */
interface Asked {
  readonly headers?: Record<string, string>
  readonly query?: string
}

const input = (tenant: string, fault: Fault) => ({ tenant, match: { operation: 'listFiles' }, fault })

/** Each channel asks for a fault in its way; `refused` asks for what the channel cannot say and must be told so. */
const channels: Record<
  string,
  {
    readonly environments: readonly Environment[]
    ask(fault: Fault, tenant: string, environment: Environment): Asked | 'refused' | Promise<Asked | 'refused'>
    readonly by: RegExp
    /** A request that asks in this channel for what it cannot say. */
    readonly beyond?: (fault: Fault) => Asked
  }
> = {
  header: {
    environments: ['server', 'msw'],
    ask(fault) {
      const item = writeItem(fault)
      return item === undefined ? 'refused' : { headers: { 'Mock-Fault': item } }
    },
    by: /^header$/,
    beyond: (fault) => ({ headers: { 'Mock-Fault': `${faultName(fault)};${beyondItem(fault)}` } }),
  },
  query: {
    environments: ['server', 'msw'],
    ask(fault) {
      const item = writeItem(fault)
      return item === undefined ? 'refused' : { query: `?mock-fault=${encodeURIComponent(item)}` }
    },
    by: /^query$/,
    beyond: (fault) => ({ query: `?mock-fault=${encodeURIComponent(`${faultName(fault)};${beyondItem(fault)}`)}` }),
  },
  prefer: {
    environments: ['server', 'msw'],
    ask(fault) {
      const value = writePrefer(fault)
      return value === undefined ? 'refused' : { headers: { Prefer: value } }
    },
    by: /^prefer$/,
    beyond: (fault) => ({ headers: { Prefer: `code=${faultName(fault)}` } }),
  },
  code: {
    environments: ['server', 'msw'],
    ask(fault, tenant, environment) {
      expect(environments[environment].plan().add(input(tenant, fault))).toHaveProperty('entry')
      return {}
    },
    by: /^plan-\d+$/,
  },
  scenario: {
    environments: ['server', 'msw'],
    ask(fault, tenant, environment) {
      const scenario = parseScenario(JSON.stringify({ faults: [input(tenant, fault)] }), 'matrix.json')
      expect(environments[environment].plan().addAll(scenario.faults)).toHaveProperty('entries')
      return {}
    },
    by: /^plan-\d+$/,
  },
  control: {
    environments: ['server'],
    async ask(fault, tenant) {
      const { status } = await fetch(`${mock.control}/faults`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(input(tenant, fault)),
      })
      expect(status).toBe(201)
      return {}
    },
    by: /^plan-\d+$/,
  },
}

/** The first field of a fault that a header parameter cannot hold, written as if it could. */
function beyondItem(fault: Fault): string {
  const given = Object.entries(fault).find(([, value]) => typeof value === 'object')
  return given?.[0] === 'retryAfter' ? 'retry-after=?0' : `${given?.[0] ?? 'details'}=?0`
}

const authorized = (tenant: string, { headers = {} }: Asked) => ({
  Authorization: `Bearer aion_test_${tenant}`,
  ...headers,
})

/** What is wrong with the answer to an injected error, or nothing. */
async function judgeError(fault: ErrorFault, response: Response, sentMs: number): Promise<string | undefined> {
  const row = errorRow(fault.error)
  const text = await response.text()
  const requestId = response.headers.get('x-request-id') ?? ''
  const status = fault.status ?? row.status
  if (response.status !== status) return `status ${response.status}, expected ${status}`
  if (fault.requestId !== undefined && requestId !== fault.requestId) return `request id ${requestId}`
  const shape = shapes[fault.form ?? 'envelope']
  if ((response.headers.get('content-type') ?? null) !== shape.contentType)
    return `content type ${response.headers.get('content-type')}, expected ${shape.contentType}`
  const { message = row.message, details } = fault
  const stamped = /"timestamp":"([^"]+)"/.exec(text)?.[1]
  const nowMs = stamped === undefined ? 0 : Date.parse(stamped)
  const expected = shape.write({ code: fault.error, status, message, details, requestId, nowMs })
  if (text !== expected) return `body ${text}, expected ${expected}`
  const retryAfter = response.headers.get('retry-after')
  if (fault.retryAfterDate !== undefined) {
    const promisedMs = parseHttpDate(retryAfter ?? '', sentMs) ?? 0
    const soonestMs = sentMs + fault.retryAfterDate * 1_000
    return promisedMs >= soonestMs && promisedMs <= soonestMs + 30_000 ? undefined : `Retry-After ${retryAfter}`
  }
  const asked = fault.retryAfter === undefined ? row.retryAfterSeconds : fault.retryAfter
  const wanted = asked === undefined || asked === null ? null : Array.isArray(asked) ? asked.join(', ') : String(asked)
  return retryAfter === wanted ? undefined : `Retry-After ${retryAfter}, expected ${wanted}`
}

/** How a connection ends on the server, and whether the head of an answer is seen before. */
const onTheWire: Readonly<Record<TransportKind, readonly ['rst' | 'fin' | 'open', head: boolean]>> = {
  reset: ['rst', false],
  close: ['fin', false],
  'reset-mid-body': ['rst', true],
  'close-mid-body': ['fin', true],
  'short-body': ['fin', true],
  'stall-headers': ['open', false],
  'stall-body': ['open', true],
  'slow-body': ['open', true],
  'malformed-chunk': ['fin', true],
  garbage: ['fin', false],
  'early-hints': ['open', true],
  'slow-answer': ['open', true],
}

async function judgeWire(kind: TransportKind, tenant: string, asked: Asked): Promise<string | undefined> {
  const wire = await openWire(mock.port)
  const lines = Object.entries(authorized(tenant, asked)).map(([name, value]) => `${name}: ${value}\r\n`)
  wire.send(
    `GET /api/v2/user-files${asked.query ?? ''} HTTP/1.1\r\nHost: 127.0.0.1:${mock.port}\r\n${lines.join('')}\r\n`,
  )
  const [ending, hasHead] = onTheWire[kind]
  if (hasHead) await wire.until(/HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n/)
  const seen = await wire.ending(ending === 'open' ? 150 : 10_000)
  const head = /HTTP\/1\.1 \d+/.test(wire.text)
  const served = /^Mock-Fault-Served: (.*)\r$/m.exec(wire.text)?.[1]
  wire.close()
  if (seen !== ending || head !== hasHead) return `ended by ${seen}, head ${head}`
  return hasHead && !served?.startsWith(`${kind};by=`) ? `served ${served}` : undefined
}

/** What a fetch meets in MSW in place of a transport fault. */
const inFetch: Readonly<Record<TransportKind, 'network error' | 'no answer' | 'broken body' | 'no end' | 'whole'>> = {
  reset: 'network error',
  close: 'network error',
  garbage: 'network error',
  'reset-mid-body': 'broken body',
  'close-mid-body': 'broken body',
  'short-body': 'broken body',
  'malformed-chunk': 'broken body',
  'stall-headers': 'no answer',
  'stall-body': 'no end',
  'slow-body': 'no end',
  'early-hints': 'whole',
  'slow-answer': 'whole',
}

async function judgeFetch(kind: TransportKind, tenant: string, asked: Asked): Promise<string | undefined> {
  const impatience = new AbortController()
  // Short only where nothing is expected to come: a busy machine must not make an answer look like silence.
  const timer = setTimeout(() => impatience.abort(), inFetch[kind] === 'no answer' ? 1_000 : 20_000)
  const readMs = inFetch[kind] === 'no end' ? 300 : 20_000
  const url = `${environments.msw.base(tenant)}/user-files${asked.query ?? ''}`
  let met: string
  let served: string | null = null
  try {
    const response = await fetch(url, { headers: authorized(tenant, asked), signal: impatience.signal })
    served = response.headers.get('mock-fault-served')
    const end = await Promise.race([
      response.text().then(
        () => 'whole',
        () => 'broken body',
      ),
      new Promise<string>((resolve) => setTimeout(resolve, readMs, 'no end')),
    ])
    met = end
  } catch {
    met = impatience.signal.aborted ? 'no answer' : 'network error'
  }
  clearTimeout(timer)
  if (met !== inFetch[kind]) return `met ${met}, expected ${inFetch[kind]}`
  const fault = handlers.journal.attempts({ tenant }).at(-1)?.fault ?? ''
  const isMarked = fault.endsWith(';degraded')
  if (isMarked !== (kind !== 'slow-answer')) return `journal says ${fault}`
  return served !== null && served !== fault ? `served ${served}, journal says ${fault}` : undefined
}

async function judgeRefusal(beyond: Asked, tenant: string, environment: Environment): Promise<string | undefined> {
  const response = await fetch(`${environments[environment].base(tenant)}/user-files${beyond.query ?? ''}`, {
    headers: authorized(tenant, beyond),
  })
  const { error } = (await response.json()) as { error?: { code?: string } }
  if (error?.code !== 'VALIDATION_ERROR' || response.headers.has('mock-fault-served'))
    return `${JSON.stringify(beyond)} answered ${response.status}`
  return undefined
}

let size = 0
const counts = { served: 0, refused: 0 }

describe.each(
  Object.entries(channels).flatMap(([name, channel]) => channel.environments.map((place) => [name, place] as const)),
)('every fault by %s in %s', (name, environment) => {
  const channel = channels[name]
  if (!channel) throw new Error(`No channel ${name}`)

  async function judge(fault: Fault, tenant: string): Promise<string | undefined> {
    size += 1
    const asked = await channel?.ask(fault, tenant, environment)
    if (asked === 'refused' || asked === undefined) {
      counts.refused += 1
      const beyond = channel?.beyond?.(fault)
      return beyond ? judgeRefusal(beyond, tenant, environment) : 'cannot be asked for'
    }
    counts.served += 1
    if ('transport' in fault) return (environment === 'server' ? judgeWire : judgeFetch)(fault.transport, tenant, asked)
    const sentMs = Date.now()
    const response = await fetch(`${environments[environment].base(tenant)}/user-files${asked.query ?? ''}`, {
      headers: authorized(tenant, asked),
    })
    const [served, by] = (response.headers.get('mock-fault-served') ?? '').split(';by=')
    if (served !== fault.error || !channel?.by.test(by ?? '')) return `served ${served} by ${by}`
    return judgeError(fault, response, sentMs)
  }

  it('is served as itself, as its nearest, or refused', async () => {
    const wrong: string[] = []
    const queue = [...faults.entries()]
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [index, fault] = next
        const issue = await judge(fault, `${name}_${environment}_${index}`)
        if (issue) wrong.push(`${JSON.stringify(fault)}: ${issue}`)
      }
    }
    await Promise.all(Array.from({ length: 8 }, worker))
    expect(wrong).toEqual([])
    environments[environment].plan().assertAllServed()
  })
})

it('covers the whole matrix', () => {
  const pairs = Object.values(channels).flatMap((channel) => channel.environments).length
  console.log(
    `fault matrix: ${faults.length} faults × ${pairs} channels in an environment = ${size} cases, ${counts.served} served, ${counts.refused} beyond their channel and refused`,
  )
  expect(size).toBe(faults.length * pairs)
})
