import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { parse as parseYaml } from 'yaml'
import { createOperationFinder } from '../contracts/routes.ts'
import { plainMessage } from '../mocks/adapters/node.ts'
import { breakTransport } from '../mocks/adapters/node-transport.ts'
import { writeReply } from '../mocks/adapters/write-reply.ts'
import { corsHeaders } from '../mocks/core/cors.ts'
import { invalid, type Refusal, type Reply } from '../mocks/core/message.ts'
import { createRandom } from '../mocks/core/random.ts'
import { faultReply, refusalReply } from '../mocks/core/reply.ts'
import { systemTime } from '../mocks/core/time.ts'
import { drawDelayMs } from '../mocks/faults/delay.ts'
import { type Fault, faultName } from '../mocks/faults/fault.ts'
import { createFaultPlan, type FaultPlan } from '../mocks/faults/plan.ts'
import { createFaultReader } from '../mocks/faults/requested.ts'
import type { Interception, ProxyOptions } from '../suites/backend/proxy/proxy.ts'

/** Reads a plan from a JSON or YAML file: a list of entries as the control API takes them. Throws what is wrong with it. */
export function readPlan(file: string): FaultPlan {
  const entries: unknown = parseYaml(readFileSync(file, 'utf8')) // JSON is YAML
  if (!Array.isArray(entries))
    throw new TypeError(`${file} must hold a list of plan entries such as {"fault":{"error":"RATE_LIMIT_ERROR"}}`)
  const plan = createFaultPlan()
  const added = plan.addAll(entries)
  if ('problem' in added) throw new TypeError(`${file}: ${added.problem.field}: ${added.problem.issue}`)
  const faults = added.entries.flatMap(({ fault, sequence = [] }) => (fault ? [fault] : sequence))
  if (faults.some((step) => step !== 'pass' && step.when === 'streaming'))
    throw new TypeError(`${file}: when: ${onlyWhole}`)
  return plan
}

/** The proxy hands answers on as they are, so nothing comes inside them. */
const onlyWhole = 'streaming is for the mock: the proxy does not take streams apart'

const noConnection = { connection: 0, connectedMs: 0, headMs: 0 }

/** Decides which requests meet a fault: one that they ask for themselves, else what the plan has due. */
export function createInterceptor(plan: FaultPlan): NonNullable<ProxyOptions['intercept']> {
  const readFault = createFaultReader()
  const findOperation = createOperationFinder()
  const time = systemTime()
  const random = createRandom(1)
  let attempts = 0

  function withShared(reply: Reply, requestId: string, served: readonly string[]): Reply {
    return { ...reply, headers: ['X-Request-ID', requestId, ...corsHeaders, ...served, ...reply.headers] }
  }

  function serveFault(fault: Fault, by: string): Interception {
    const requestId = randomUUID()
    const served = ['Mock-Fault-Served', `${faultName(fault)};by=${by}`]
    return {
      isForwarded: fault.when === 'committed',
      async serve(response) {
        const delayMs = drawDelayMs(fault.delay, random)
        if (delayMs > 0) await time.sleep(delayMs)
        if ('transport' in fault) {
          const reply = withShared({ status: 200, headers: [], body: '{}' }, requestId, served)
          await breakTransport({ transport: fault.transport, reply }, response, time, { headSent() {}, broken() {} })
        } else writeReply(withShared(faultReply(fault, { requestId, nowMs: Date.now() }), requestId, served), response)
      },
    }
  }

  function refuse(refusal: Refusal): Interception {
    const requestId = randomUUID()
    const reply = refusalReply(refusal, { requestId, nowMs: Date.now() })
    return { isForwarded: false, serve: async (response) => writeReply(withShared(reply, requestId, []), response) }
  }

  return (request: IncomingMessage, path: string) => {
    const [plain = '', query] = path.split('?')
    const requested = readFault(
      plainMessage(request, noConnection),
      query === undefined ? null : new URLSearchParams(query),
    )
    if (requested && 'problem' in requested) {
      const { field, issue } = requested.problem
      return refuse(invalid(field, issue, requested.status))
    }
    if (requested?.fault.when === 'streaming') return refuse(invalid('when', onlyWhole))
    attempts += 1
    const method = request.method ?? 'GET'
    const operation = findOperation(method, plain) ?? undefined
    const due =
      requested ??
      plan.take({
        tenant: 'proxy',
        operation,
        method,
        path: plain,
        isCall: method !== 'OPTIONS',
        attempt: attempts,
        atMs: Date.now(),
      })
    return due && serveFault(due.fault, due.by.entry ?? due.by.channel)
  }
}
