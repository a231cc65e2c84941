import { describe, expect, it } from 'vitest'
import { ask } from '../../testing/ask.ts'
import { serveForTests } from '../../testing/serve-for-tests.ts'
import { startMockServer } from '../index.ts'

const { server, control, api } = serveForTests()

describe('the journal', () => {
  it('is read behind a cursor, by tenant and by operation', async () => {
    await api('/user-files', 'aion_test_first_of_the_tenants')
    await api('/folders', 'aion_test_second_of_the_tenants')
    const all = (await control('GET', '/journal')).json
    expect(all.attempts.map(({ tenant }: { tenant: string }) => tenant)).toEqual([
      'first_of_the_tenants',
      'second_of_the_tenants',
    ])
    expect((await control('GET', `/journal?after=${all.cursor}`)).json.attempts).toEqual([])
    expect((await control('GET', '/journal?tenant=second_of_the_tenants')).json.attempts).toHaveLength(1)
    expect((await control('GET', '/journal?operation=listFiles')).json.attempts).toHaveLength(1)
    await control('DELETE', '/journal?tenant=first_of_the_tenants')
    expect((await control('GET', '/journal')).json.attempts).toHaveLength(1)
  })

  it('tells what an answer asked for and how long it was', async () => {
    const { text } = await api('/user-files')
    const key = { Authorization: 'Bearer aion_test_name_of_your_choice' }
    await ask(`${server().url}/user-files`, { headers: { ...key, 'Mock-Fault': 'RATE_LIMIT_ERROR;retry-after=7' } })
    await ask(`${server().url}/user-files?mock-fault=reset`, { headers: key }).catch(() => undefined)
    const { attempts } = (await control('GET', '/journal')).json
    expect(attempts[0]).toMatchObject({ retryAfter: null, answerBytes: Buffer.byteLength(text) })
    expect(attempts[1]).toMatchObject({ retryAfter: '7' })
    expect(attempts[1].answerBytes).toBeGreaterThan(50)
    expect(attempts[2]).toMatchObject({ retryAfter: null, answerBytes: null })
  })

  it('never shows a key', async () => {
    await api('/user-files', 'aion_test_very_secret_name')
    expect((await control('GET', '/journal')).text).not.toContain('Bearer aion_test_very_secret_name')
  })

  it('knows nothing of requests to the control API', async () => {
    await control('GET', '/health')
    await control('GET', '/nowhere')
    expect((await control('GET', '/journal')).json.attempts).toEqual([])
  })

  it('streams attempts as they end, and resumes behind the last one seen', async () => {
    await api('/user-files')
    const response = await fetch(`${server().control}/journal/stream`, { headers: { 'Last-Event-ID': '0' } })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    let text = ''
    const decoder = new TextDecoder()
    const reader = response.body?.getReader()
    const readUntil = async (wanted: RegExp) => {
      while (!wanted.test(text)) {
        const part = await reader?.read()
        if (!part || part.done) throw new Error(`The stream ended before ${wanted}: ${text}`)
        text += decoder.decode(part.value, { stream: true })
      }
    }
    await readUntil(/"target":"\/api\/v2\/user-files"/)
    await api('/folders')
    await readUntil(/event: attempt\nid: \d+\ndata: .*"target":"\/api\/v2\/folders".*\n\n/)
    await reader?.cancel()
  })

  it('gives a mere head to HEAD, and lets the server close while somebody listens', async () => {
    const own = await startMockServer({ files: 1 })
    const head = await ask(`${own.control}/journal/stream`, { method: 'HEAD' })
    expect([head.status, head.text]).toEqual([200, ''])
    const listener = await fetch(`${own.control}/journal/stream`)
    await own.close()
    await expect(listener.text()).rejects.toThrow()
  })
})
