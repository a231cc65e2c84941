import { describe, expect, it } from 'vitest'
import { nodePlatform } from '../adapters/node-platform.ts'
import { createCore } from '../core/core.ts'
import type { Reply } from '../core/message.ts'
import { systemTime } from '../core/time.ts'
import { plainRequest } from '../testing/plain-request.ts'
import { degrade } from './degrade.ts'
import { transportKinds } from './transports.ts'

const core = createCore({ platform: nodePlatform, time: systemTime(), wire: 'fetch', files: 3 })
const authorization = 'Bearer aion_test_name_of_your_choice'

async function provoke(fault: string, method = 'GET') {
  const { outcome, attempt } = await core.handle(
    plainRequest({ method, headers: { authorization, 'mock-fault': fault } }),
  )
  return { outcome, attempt, reply: 'transport' in outcome ? undefined : outcome }
}

const header = ({ headers }: Reply, name: string) => headers[headers.indexOf(name) + 1]

const textOf = (body: string | Uint8Array) => (typeof body === 'string' ? body : new TextDecoder().decode(body))

/** What a reader of the body gets: its bytes, and how it ended within half a second. */
async function read({ body }: Reply): Promise<{ text: string; ending: 'end' | 'error' | 'open' }> {
  if (typeof body === 'string' || body instanceof Uint8Array) return { text: textOf(body), ending: 'end' }
  if (body === null) throw new Error('No body')
  const chunks = body[Symbol.asyncIterator]()
  let text = ''
  for (;;) {
    const timeout = new Promise<'open'>((resolve) => setTimeout(resolve, 500, 'open'))
    const next = await Promise.race([chunks.next().catch(() => 'error' as const), timeout])
    if (next === 'open' || next === 'error') return { text, ending: next }
    if (next.done) return { text, ending: 'end' }
    text += typeof next.value === 'string' ? next.value : new TextDecoder().decode(next.value)
  }
}

const whole = async () => {
  const { outcome } = await core.handle(plainRequest({ headers: { authorization } }))
  const body = 'transport' in outcome ? null : outcome.body
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) throw new Error('Not a whole body')
  return textOf(body)
}

describe('over fetch', () => {
  it.each(['reset', 'close', 'garbage'])('%s becomes a network error', async (fault) => {
    const { outcome, attempt } = await provoke(fault)
    expect(outcome).toMatchObject({ transport: 'reset' })
    expect(attempt).toMatchObject({ fault: `${fault};by=header;degraded`, status: null })
  })

  it('stall-headers becomes an answer that never comes', async () => {
    const { outcome, attempt } = await provoke('stall-headers')
    expect(outcome).toMatchObject({ transport: 'stall-headers' })
    expect(attempt?.fault).toBe('stall-headers;by=header;degraded')
  })

  it.each([
    ['reset-mid-body', 'half', 'error'],
    ['close-mid-body', 'half', 'error'],
    ['malformed-chunk', 'half', 'error'],
    ['short-body', 'whole', 'error'],
    ['stall-body', 'half', 'open'],
  ])('%s gives the %s of the body, then it is: %s', async (fault, amount, ending) => {
    const { reply, attempt } = await provoke(fault)
    if (!reply) throw new Error('No reply')
    expect(header(reply, 'Mock-Fault-Served')).toBe(`${fault};by=header;degraded`)
    expect([reply.status, attempt?.status]).toEqual([200, null]) // its answer has not gone out
    const text = await whole()
    const result = await read(reply)
    expect(result.ending).toBe(ending)
    expect(result.text).toHaveLength(amount === 'half' ? Math.ceil(text.length / 2) : text.length)
  })

  it('slow-body drips', async () => {
    const { reply } = await provoke('slow-body')
    if (!reply) throw new Error('No reply')
    const { body } = reply
    if (body === null || typeof body === 'string' || body instanceof Uint8Array) throw new Error('Not a stream')
    const { value } = await body[Symbol.asyncIterator]().next()
    expect(value?.length).toBeGreaterThan(0)
    expect(value?.length).toBeLessThan((await whole()).length / 2)
  })

  it('early-hints becomes the plain answer', async () => {
    const { reply } = await provoke('early-hints')
    expect(reply && (await read(reply)).text).toBe(await whole())
    expect(reply && header(reply, 'Mock-Fault-Served')).toBe('early-hints;by=header;degraded')
  })

  it('slow-answer is the real thing', async () => {
    const { reply } = await provoke('slow-answer;delay=10')
    expect(reply && (await read(reply)).text).toBe(await whole())
    expect(reply && header(reply, 'Mock-Fault-Served')).toBe('slow-answer;by=header')
  })

  it.each(['reset-mid-body', 'short-body', 'stall-body', 'slow-body'] as const)(
    '%s becomes a network error where the answer has no body',
    async (transport) => {
      const reply = { status: 204, headers: [], body: null }
      expect(await degrade({ transport, reply }, systemTime())).toEqual({ transport: 'reset', reply })
    },
  )

  it('nothing is served as itself that is not', async () => {
    for (const kind of transportKinds) {
      const { attempt } = await provoke(`${kind};delay=0`)
      expect(attempt?.fault).toBe(`${kind};by=header${kind === 'slow-answer' ? '' : ';degraded'}`)
    }
  })
})
