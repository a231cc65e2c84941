import { describe, expect, it } from 'vitest'
import type { Call, CallRequest } from '../../fixtures/clients/call.ts'
import { conforming } from '../../fixtures/clients/conforming-call.ts'
import { checkClient } from './check-client.ts'

const json = { 'content-type': 'application/json' }

/** The conforming client behind something that it does around each call. */
const around = (before: (request: CallRequest) => Promise<unknown>): { create(): Call } => ({
  create() {
    const call = conforming.create()
    return async (request) => {
      await before(request)
      return call(request)
    }
  },
})

/** Rules that count attempts, compare them or look at their connections; what they are told is true of all others. */
const counting = [
  'ra-seconds-min-wait',
  'no-retry-4xx',
  'post-not-retried-unsafe',
  'success-is-2xx',
  'redirect-then-retry',
  'idle-connection-reset',
  'replay-headers-identical',
  'replay-identical',
  'hedging-declared',
  'attempts-as-told',
]

const companions: readonly [string, (request: CallRequest) => Promise<unknown>, readonly string[] | undefined][] = [
  ['OPTIONS', ({ baseUrl, path }) => fetch(baseUrl + path, { method: 'OPTIONS' }), counting],
  [
    'POST',
    ({ baseUrl }) => fetch(new URL('/oauth/token', baseUrl), { method: 'POST', body: '{}', headers: json }),
    counting,
  ],
  // One of them by all rules.
  ['GET', ({ baseUrl }) => fetch(`${baseUrl}/health`).then((answer) => answer.json()), undefined],
]

describe('one logical call', () => {
  it.each(companions)(
    'is judged by its attempts alone, when a %s request comes before',
    async (method, before, rules) => {
      const { verdicts, notes } = await checkClient(around(before), rules ? { rules } : {})
      expect(
        verdicts.filter(({ verdict }) => verdict === 'fail').map(({ rule, evidence }) => [rule, evidence]),
      ).toEqual([])
      expect(notes.join('\n')).toMatch(new RegExp(`Beside GET /user-files the client sends ${method} .*not counted`))
    },
  )

  it('that reads before it writes is judged by what it writes', async () => {
    const careful = around(
      async ({ method, baseUrl, path }) => method === 'PUT' && (await fetch(baseUrl + path)).text(),
    )
    const { verdicts } = await checkClient(careful, { rules: ['replay-identical', 'retry-5xx-idempotent'] })
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['pass', 'pass'])
  })

  it('that turns into another request is seen to change', async () => {
    const changing: Call = async ({ baseUrl, path, method, body, contentType = '' }) => {
      const init = typeof body === 'string' ? { body, headers: { 'content-type': contentType } } : {}
      const first = await fetch(baseUrl + path, { method, ...init })
      if (first.status < 500) return first.json()
      await new Promise((resolve) => setTimeout(resolve, 2_000))
      return (await fetch(baseUrl + path, { method: method === 'PUT' ? 'GET' : method })).json()
    }
    const { verdicts } = await checkClient(changing, { rules: ['replay-identical'] })
    expect(verdicts[0]).toMatchObject({ verdict: 'fail', evidence: expect.stringContaining('method') })
  })

  it('that is sent twice though nothing failed is named', async () => {
    const twice: Call = async ({ baseUrl, path, method }) => {
      const [first] = await Promise.all([fetch(baseUrl + path, { method }), fetch(baseUrl + path, { method })])
      return first.ok ? first.text() : Promise.reject(first)
    }
    const { notes, verdicts } = await checkClient(twice, { rules: ['success-is-2xx'] })
    expect(notes.join('\n')).toContain('For one POST /folders the client sent 2 requests, though nothing failed')
    expect(verdicts[0]?.verdict).toBe('fail')
  })

  it('that its client cannot make is not applicable, with the reason', async () => {
    const readsOnly: Call = async (request) =>
      request.method === 'GET' ? conforming.create()(request) : { unsupported: true }
    const { verdicts } = await checkClient(readsOnly, { rules: ['success-is-2xx', 'ra-seconds-min-wait'] })
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['pass', 'not-applicable'])
    expect(verdicts[1]?.evidence).toBe('the client says that it cannot make createFolder')
  })

  it('that goes somewhere else is never a pass', async () => {
    const lost: Call = async (request) =>
      conforming.create()(request.method === 'GET' ? request : { ...request, method: 'POST', path: '/elsewhere' })
    const { verdicts } = await checkClient(lost, {
      rules: ['ra-seconds-min-wait', 'success-is-2xx', 'post-not-retried-unsafe'],
    })
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['pass', 'not-applicable', 'not-applicable'])
    expect(verdicts[1]?.evidence).toContain('sent POST /api/v2/elsewhere instead of POST /folders')
  })

  it('that swallows its failure is told what to wrap', async () => {
    const silent: Call = (request) =>
      conforming
        .create()(request)
        .catch(() => undefined)
    const { notes } = await checkClient(silent, { rules: ['no-retry-4xx'] })
    expect(notes.join('\n')).toMatch(/wrap it: throw or resolve with \{ok: false/)
  })

  const rejectUnheard = (): void => void Promise.reject(new Error('left behind'))
  const throwUncaught = (): void =>
    void setImmediate((): void => {
      throw new Error('left behind')
    })
  const throwInTimer = (): void =>
    void setTimeout((): void => {
      throw new Error('left behind')
    }, 5)

  it.each([
    ['throws in a timer', 'uncaughtException', throwInTimer],
    ['leaves a rejection behind', 'unhandledRejection', rejectUnheard],
    ['throws where nobody catches', 'uncaughtException', throwUncaught],
  ] as const)('that %s does not end the bench, and is told so', async (_, event, leave) => {
    const untidy: Call = async (request) => {
      leave()
      return conforming.create()(request)
    }
    const heard = process.listeners(event)
    process.removeAllListeners(event) // the test runner's own
    try {
      const { notes } = await checkClient(untidy, { rules: ['success-is-2xx'] })
      expect(notes.join('\n')).toMatch(/left \d+ errors .* left behind/)
    } finally {
      for (const listener of heard) process.on(event, listener as () => void) // what it was before
    }
  })
})
