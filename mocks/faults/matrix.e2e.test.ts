import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorRow } from '../../contracts/errors.ts'
import { createHandlers } from '../msw.ts'
import { parseScenario } from '../scenario/parse-scenario.ts'
import { type MockServer, startMockServer } from '../server/index.ts'
import { writeItem, writePrefer } from '../testing/fault-channels.ts'
import { matrixFaults } from '../testing/fault-matrix.ts'
import {
  type FaultRequest,
  judgeError,
  judgeFetch,
  judgeRedirect,
  judgeSuccess,
  judgeWire,
} from '../testing/judge-fault.ts'
import { carrierOf } from './carrier.ts'
import { type Fault, faultName, isError, isRedirect, type SuccessFault } from './fault.ts'
import { needsHttp2 } from './needs-http2.ts'
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

/** Whether a plan refuses a fault: the server speaks HTTP/1.1 only. */
const isRefused = (fault: Fault, environment: Environment) => environment === 'server' && needsHttp2(fault)

/** What a plan says to a fault, and what the request then carries; who is refused asks by the header, which is refused, too. */
function planned(fault: Fault, environment: Environment, said: object): Asked | 'refused' {
  expect(said).toHaveProperty(isRefused(fault, environment) ? 'problem' : 'entries' in said ? 'entries' : 'entry')
  return isRefused(fault, environment) ? 'refused' : {}
}

const byHeader = (fault: Fault): Asked => ({ headers: { 'Mock-Fault': faultName(fault) } })

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
      return planned(fault, environment, environments[environment].plan().offer(input(tenant, fault)))
    },
    by: /^plan-\d+$/,
    beyond: byHeader,
  },
  scenario: {
    environments: ['server', 'msw'],
    ask(fault, tenant, environment) {
      const scenario = parseScenario(JSON.stringify({ faults: [input(tenant, fault)] }), 'matrix.json')
      return planned(fault, environment, environments[environment].plan().offerAll(scenario.faults))
    },
    by: /^plan-\d+$/,
    beyond: byHeader,
  },
  control: {
    environments: ['server'],
    async ask(fault, tenant) {
      const { status } = await fetch(`${mock.control}/faults`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(input(tenant, fault)),
      })
      expect(status).toBe(isRefused(fault, 'server') ? 422 : 201)
      return isRefused(fault, 'server') ? 'refused' : {}
    },
    by: /^plan-\d+$/,
    beyond: byHeader,
  },
}

/** The first field of a fault that a header parameter cannot hold, written as if it could. */
function beyondItem(fault: Fault): string {
  const given = Object.entries(fault).find(([, value]) => typeof value === 'object')
  return given?.[0] === 'retryAfter' ? 'retry-after=?0' : `${given?.[0] ?? 'details'}=?0`
}

const requestOf = (environment: Environment, tenant: string, { headers = {}, query = '' }: Asked): FaultRequest => ({
  url: `${environments[environment].base(tenant)}/user-files${query}`,
  headers: { Authorization: `Bearer aion_test_${tenant}`, ...headers },
})

async function judgeRefusal(beyond: Asked, tenant: string, environment: Environment): Promise<string | undefined> {
  const { url, headers } = requestOf(environment, tenant, beyond)
  const response = await fetch(url, { headers })
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
    const request = requestOf(environment, tenant, asked)
    const kind = carrierOf(fault)
    if (kind !== undefined) {
      const carried = { kind, name: faultName(fault), status: isError(fault) ? errorRow(fault.error).status : 200 }
      const journaled = () => handlers.journal.attempts({ tenant }).at(-1)?.fault ?? ''
      return environment === 'server' ? judgeWire(carried, request) : judgeFetch(carried, request, journaled)
    }
    const sentMs = Date.now()
    const response = await fetch(request.url, { headers: request.headers, redirect: 'manual' })
    const [served, by] = (response.headers.get('mock-fault-served') ?? '').split(';by=')
    if (served !== faultName(fault) || !channel?.by.test(by ?? '')) return `served ${served} by ${by}`
    if (isError(fault)) return judgeError(fault, response, sentMs)
    return isRedirect(fault) ? judgeRedirect(fault, response) : judgeSuccess(fault as SuccessFault, response) // what is left
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
