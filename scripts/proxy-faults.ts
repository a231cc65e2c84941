import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Problem } from '../contracts/read-input.ts'
import { findOperation } from '../contracts/routes.ts'
import { createRandom } from '../fixtures/random.ts'
import { hasBody } from '../mocks/adapters/end-in-stages.ts'
import { plainMessage } from '../mocks/adapters/node.ts'
import { breakTransport } from '../mocks/adapters/node-transport.ts'
import { writeReply } from '../mocks/adapters/write-reply.ts'
import { corsHeaders } from '../mocks/core/cors.ts'
import { faultReply, redirectReply } from '../mocks/core/fault-reply.ts'
import { invalid, type Refusal, type Reply } from '../mocks/core/message.ts'
import { refusalReply } from '../mocks/core/reply.ts'
import { systemTime } from '../mocks/core/time.ts'
import { carried } from '../mocks/faults/carrier.ts'
import { drawDelayMs } from '../mocks/faults/delay.ts'
import {
  afterBytesOf,
  asFault,
  type Fault,
  faultName,
  isError,
  isInStream,
  isRedirect,
  isSuccess,
} from '../mocks/faults/fault.ts'
import { needsHttp2 } from '../mocks/faults/needs-http2.ts'
import { parameterOf } from '../mocks/faults/parameter-name.ts'
import { createFaultPlan, type FaultPlan } from '../mocks/faults/plan.ts'
import { createFaultReader } from '../mocks/faults/requested.ts'
import { type InputKind, parseInput } from '../mocks/input-file/parse-input.ts'
import { readText } from '../mocks/input-file/read-text.ts'
import type { Interception } from '../suites/backend/proxy/pass-on.ts'
import type { ProxyOptions } from '../suites/backend/proxy/proxy.ts'

const planKind: InputKind<FaultPlan> = {
  noun: 'a plan',
  maxCharacters: 1_048_576,
  read(entries) {
    if (!Array.isArray(entries))
      return {
        problem: {
          field: 'body',
          issue: 'must hold a list of plan entries such as {"fault":{"error":"RATE_LIMIT_ERROR"}}',
        },
      }
    const plan = createFaultPlan()
    const added = plan.offerAll(entries)
    if ('problem' in added) return added
    for (const { fault, sequence = [] } of added.entries) {
      const steps = fault ? [fault] : sequence
      const problem = steps.flatMap((step) => (step === 'pass' ? [] : (beyondProxy(asFault(step)) ?? [])))[0]
      if (problem) return { problem }
    }
    return { value: plan }
  },
}

/**
 * Reads a plan from JSON or YAML: a list of entries as the control API takes them.
 * @param source what to call the text in errors: the file's name
 * @throws InputFileError with file, line and what is wrong there
 */
export const parsePlan = (text: string, source: string): FaultPlan => parseInput(text, source, planKind)

/** Reads a plan from a file. @throws InputFileError as `parsePlan` does, and when there is no such file */
export const readPlan = (file: string): FaultPlan => parsePlan(readText(file), file)

/** What of a fault only the mock can do: the proxy hands requests and answers on as they are, and looks inside neither. */
function beyondProxy(fault: Fault): Problem | undefined {
  if (isInStream(fault))
    return { field: 'when', issue: 'streaming is for the mock: the proxy does not take streams apart' }
  if (afterBytesOf(fault) !== undefined)
    return { field: 'afterBytes', issue: 'Is for the mock: the proxy reads requests to their end' }
  if (needsHttp2(fault))
    return { field: 'transport', issue: `${faultName(fault)} is for the mock: the proxy speaks HTTP/1.1` }
  if (isSuccess(fault))
    return { field: 'status', issue: `${fault.status} is for the mock: the proxy does not change the target's answers` }
  return undefined
}

const noConnection = { connection: 0, connectedMs: 0, headMs: 0 }

/** Decides which requests meet a fault: one that they ask for themselves, else what the plan has due. */
export function createInterceptor(plan: FaultPlan): NonNullable<ProxyOptions['intercept']> {
  const readFault = createFaultReader()
  const time = systemTime()
  const random = createRandom(1)
  let attempts = 0

  function withShared(reply: Reply, requestId: string, served: readonly string[]): Reply {
    return { ...reply, headers: ['X-Request-ID', requestId, ...corsHeaders, ...served, ...reply.headers] }
  }

  function answerOf(fault: Fault, requestId: string): Reply {
    if (isError(fault)) return faultReply(fault, { requestId, nowMs: Date.now() })
    return isRedirect(fault) ? redirectReply(fault) : { status: 200, headers: [], body: '{}' }
  }

  function serveFault(fault: Fault, by: string): Interception {
    const requestId = randomUUID()
    const served = ['Mock-Fault-Served', `${faultName(fault)};by=${by}`]
    return {
      isForwarded: 'when' in fault && fault.when === 'committed',
      async serve(response) {
        const delayMs = drawDelayMs(fault.delay, random)
        if (delayMs > 0) await time.sleep(delayMs)
        const outcome = carried(fault, withShared(answerOf(fault, requestId), requestId, served))
        if ('transport' in outcome) await breakTransport(outcome, response, time, { headSent() {}, broken() {} })
        else writeReply(outcome, response)
      },
    }
  }

  function refuse(refusal: Refusal): Interception {
    const requestId = randomUUID()
    const reply = refusalReply(refusal, { requestId, nowMs: Date.now() })
    return {
      isForwarded: false,
      serve: async (response) => void writeReply(withShared(reply, requestId, []), response),
    }
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
    const problem = requested && beyondProxy(requested.fault)
    if (problem) return refuse(invalid(parameterOf(problem.field), problem.issue))
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
        hasBody: hasBody(request),
        takesHttp2: false,
        attempt: attempts,
        atMs: Date.now(),
      })
    return due && serveFault(due.fault, due.by.entry ?? due.by.channel)
  }
}
