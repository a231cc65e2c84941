import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { backendKeys, createConformingBackend } from '../../fixtures/backends/conforming.ts'
import { acceptedCodings } from './body/codings.ts'
import type { HeaderLine } from './exchange.ts'
import { permissions } from './probe.ts'
import { recipes } from './recipes/index.ts'
import { runProbes } from './run/run-probes.ts'
import type { Run } from './run.ts'
import type { Sender, WireRequest } from './send/sender.ts'
import { judgeRun } from './verify.ts'

// Everything that a run with all keys and permissions sends to a conforming backend, and what comes of it. Whoever changes
// that on purpose runs vitest with -u and reads the difference.

const sent: WireRequest[] = []

/** The conforming backend, without a network between. */
function senderToBackend(): Sender {
  const handle = createConformingBackend()
  return {
    baseUrl: 'http://target.example/api/v2',
    async send(request) {
      sent.push(request)
      const url = new URL(request.path, 'http://target.example')
      const body = Buffer.from(request.body ?? [])
      const reply = handle({
        method: request.method,
        path: url.pathname,
        query: url.searchParams,
        headers: Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value])),
        body: body.toString(),
        bodyBytes: body.length,
      })
      const bytes = Buffer.from(request.method === 'HEAD' ? '' : reply.body)
      const headers = Object.entries(reply.headers).flatMap(([name, value]) =>
        [value].flat().map((line): HeaderLine => [name, line]),
      )
      return { status: reply.status, headers, body: bytes, bodyBytes: bytes.length, hasBytesBeyondEnd: false }
    },
    close() {},
  }
}

/** What is new in each run by a name that stays. */
function withoutChance(text: string): string {
  const met: string[] = []
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      if (!met.includes(id)) met.push(id)
      return `<id ${met.indexOf(id) + 1}>`
    })
    .replaceAll(acceptedCodings, '<codings>') // this Node's
    .replace(/(aion-contract-probe-|\\n)[0-9a-f]{8}\b/g, '$1<nonce>')
}

/** Lines, each with how often it stands in a row. */
function counted(lines: readonly string[]): string[] {
  const found: { line: string; times: number }[] = []
  for (const line of lines) {
    const last = found.at(-1)
    if (last?.line === line) last.times += 1
    else found.push({ line, times: 1 })
  }
  return found.map(({ line, times }) => (times === 1 ? line : `${line} (${times} times)`))
}

const shortBody = (body: Uint8Array | null) =>
  body === null ? '' : body.length > 1_000 ? `${body.length} bytes` : JSON.stringify(Buffer.from(body).toString())

const startMs = Date.UTC(2026, 0, 15, 12)
let run: Run

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: startMs })
  run = await runProbes({
    sender: senderToBackend(),
    keys: backendKeys,
    recipes,
    allowed: permissions,
    clock: {
      now: Date.now,
      monotonic: Date.now,
      sleep: async (ms) => void vi.setSystemTime(Date.now() + ms),
    },
    concurrency: 1,
    maxRequests: 1_000,
    deadlineMs: 600_000,
    signal: new AbortController().signal,
    onExchange() {},
  })
})
afterAll(() => void vi.useRealTimers())

test('what goes over the wire', () => {
  const lines = sent.map(
    ({ method, path, headers, body }) => `${method} ${path} ${JSON.stringify(headers)} ${shortBody(body)}`,
  )
  expect(counted(lines.map(withoutChance))).toMatchSnapshot()
})

test('what is shown of it', () => {
  const lines = run.exchanges.map(
    ({ probe, intent, operation, credential, brokenField, isInjected, echoesCredential, request, answer }) =>
      JSON.stringify({
        ...{ probe, intent, operation, credential, brokenField, isInjected, echoesCredential },
        ...{ url: request.url, headers: request.headers, body: request.body, status: answer?.status },
      }),
  )
  expect(counted(lines.map(withoutChance))).toMatchSnapshot()
  expect(new Set(run.exchanges.map(({ id }) => id)).size).toBe(run.exchanges.length)
})

test('what became of the recipes, and when it was', () => {
  const { recipes: outcomes, exchanges: _, ...rest } = run
  expect(outcomes).toEqual(recipes.map(({ id }) => ({ recipe: id, state: 'ran', reason: '' })))
  expect(rest).toMatchSnapshot()
})

test('what is judged of it', () => {
  const { verdicts, coverage, isGood } = judgeRun(run)
  expect(isGood).toBe(true)
  expect(
    verdicts.map(({ rule, verdict, level, evidence }) => `${rule} ${level} ${verdict}: ${evidence}`),
  ).toMatchSnapshot()
  expect(coverage).toMatchSnapshot()
})
