import { expect, test } from 'vitest'
import { createFetch } from '../fetch.ts'
import { startMockServer } from '../server/index.ts'
import type { Attempt, Journal } from './journal.ts'

const headers = { Authorization: 'Bearer aion_test_while_an_answer_waits', 'Content-Type': 'application/json' }
const longMs = 60_000

/** What stands in the journal of an attempt that has run and whose answer is not out yet. */
const facts = ({ status, fault, retryAfter, answerBytes, times }: Attempt) => ({
  status,
  fault,
  retryAfter,
  answerBytes,
  isAnswered: times.responseHeadMs !== null || times.responseEndMs !== null,
  isCut: times.faultMs !== null,
})

/** The attempt under way, as soon as its body was read. */
async function underWay(journal: Journal): Promise<Attempt> {
  for (;;) {
    const attempt = journal.attempts().at(-1)
    if (attempt?.body) return attempt
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const cases = [
  ['an error behind a committed write', { error: 'HTTP_500', delay: longMs, when: 'committed' }, {}],
  ['a success that is spoilt', { status: 201, form: 'html', delay: longMs }, {}],
  ['a redirect behind a committed write', { status: 307, location: '/a', delay: longMs, when: 'committed' }, {}],
  ['a slow answer', { transport: 'slow-answer', delay: longMs }, {}],
  ['a body that breaks off', { transport: 'reset-mid-body', delay: longMs }, {}],
  ['the latency of a success', undefined, { latency: String(longMs) }],
  ['the latency of an error', { error: 'RATE_LIMIT_ERROR', retryAfter: 3 }, { latency: String(longMs) }],
] as const

test.each(cases)(
  'during the wait for %s the journal has no answer, on a server and in process',
  async (_, fault, options) => {
    await using server = await startMockServer({ port: 0, ...options })
    const inProcess = createFetch({ baseUrl: server.url, ...options })
    const ways = [
      { call: fetch, world: server },
      { call: inProcess, world: inProcess },
    ]
    for (const { call, world } of ways) {
      if (fault) world.faults.add({ fault })
      const leaving = new AbortController()
      const init = { method: 'POST', headers, body: JSON.stringify({ name: 'Kept' }), signal: leaving.signal }
      const calling = call(`${server.url}/folders`, init).catch(() => undefined)
      const attempt = await underWay(world.journal)
      const expected = { status: null, retryAfter: null, answerBytes: null, isAnswered: false, isCut: false }
      expect(facts(attempt)).toMatchObject({ ...expected, fault: fault ? expect.any(String) : null })
      leaving.abort()
      await calling
      const [gone] = await world.journal.waitFor()
      expect([gone?.status, gone?.retryAfter]).toEqual([null, null])
    }
  },
)
