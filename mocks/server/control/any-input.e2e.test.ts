import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask } from '../../testing/ask.ts'
import { json, serveForTests } from '../../testing/serve-for-tests.ts'

const { server, control } = serveForTests()

describe('any body at all', () => {
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
  )

  it('is accepted whole or refused with a reason, and a refusal changes nothing', async () => {
    const routes = [
      ['POST', '/faults'],
      ['POST', '/reset'],
      ['POST', '/scenarios'],
      ['PATCH', '/tenants/me'],
    ] as const
    const state = async () => {
      const { clock: _, rateWindow: __, ...tenant } = (await control('GET', '/tenants/me')).json
      return [(await control('GET', '/faults')).json, tenant]
    }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...routes), body, async ([method, path], given) => {
        server().core.reset()
        const before = await state()
        const { status, text } = await ask(server().control + path, { method, headers: json, body: given })
        expect([200, 201, 204, 400, 422]).toContain(status)
        if (status < 400) return
        const { code, message, details } = JSON.parse(text).error
        expect(code).toBe('VALIDATION_ERROR')
        expect(message).toBe(`${details.field}: ${details.issue}`)
        expect(await state()).toEqual(before)
      }),
      { numRuns: 150 },
    )
  })
})

describe('any query and any header at all', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('tenant', 'after', 'operation', '=', '&', '%', 'me', '5', 'listFiles'),
  )
  const field = fc.stringMatching(/^[\x20-\x7e]{0,30}$/)

  it('is answered or refused, and never a failure', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/journal', '/faults', '/health', '/tenants/me', '/tenants/%', '/nowhere'),
        fc.array(piece, { maxLength: 6 }),
        fc.constantFrom('Host', 'Origin', 'Authorization', 'Mock-Control-Token', 'Last-Event-ID', 'Content-Type'),
        field,
        async (path, pieces, name, value) => {
          const query = encodeURI(pieces.join('')).replaceAll('#', '%23')
          const { status, text } = await ask(`${server().control}${path}?${query}`, { headers: { [name]: value } })
          expect([200, 400, 403, 404, 422]).toContain(status)
          expect(() => JSON.parse(text)).not.toThrow()
        },
      ),
      { numRuns: 150 },
    )
  })
})
