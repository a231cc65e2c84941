import { describe, expect, test } from 'vitest'
import { buildEnvelope } from '../../../contracts/envelope.ts'
import { judgeRun } from '../verify.ts'
import { readHar } from './har.ts'

const baseUrl = 'https://staging.example/api/v2'
const key = 'aion_somebodys_real_key_00000'

interface Entry {
  readonly path?: string
  readonly method?: string
  readonly status?: number
  readonly body?: unknown
}

function har(...entries: readonly Entry[]): string {
  return JSON.stringify({
    log: {
      version: '1.2',
      entries: entries.map(({ path = '/user-files', method = 'GET', status = 404, body }, index) => ({
        startedDateTime: new Date(1_795_000_000_000 + index * 1_000).toISOString(),
        time: 20,
        request: {
          method,
          url: baseUrl + path,
          headers: [
            { name: 'Authorization', value: `Bearer ${key}` },
            { name: 'Cookie', value: 'session=1' },
          ],
        },
        response: {
          status,
          headers: [{ name: 'Content-Type', value: 'application/json' }],
          content: { text: JSON.stringify(body ?? buildEnvelope('HTTP_404', `id-${index}`)) },
        },
      })),
    },
  })
}

const verdictOf = (source: string, rule: string) =>
  judgeRun(readHar(source, baseUrl)).verdicts.find((judged) => judged.rule === rule)?.verdict

describe('recorded traffic', () => {
  test('is judged by the same rules', () => {
    expect(verdictOf(har({}), 'error-is-envelope')).toBe('pass')
    expect(verdictOf(har({ body: { detail: 'Not found' } }), 'error-is-envelope')).toBe('fail')
  })

  test('names the operation of each request', () => {
    const { exchanges } = readHar(
      har({ path: '/folders/move-files', method: 'POST' }, { path: '/folders/17?limit=1' }),
      baseUrl,
    )
    expect(exchanges.map(({ operation }) => operation)).toEqual(['moveFiles', 'getFolder'])
  })

  test('tells nothing of what nobody was seen to try', () => {
    expect(verdictOf(har({}), 'invalid-key-is-401')).toBe('not-provoked')
  })

  test('loses its credentials', () => {
    const text = JSON.stringify(readHar(har({ body: { detail: `Unknown key ${key}` } }), baseUrl))
    expect(text).not.toContain(key)
    expect(text).not.toContain('session=1')
    expect(verdictOf(har({ body: { detail: `Unknown key ${key}` } }), 'answer-keeps-the-key')).toBe('fail')
  })

  test('of another target counts for nothing', () => {
    expect(() => readHar(har({}), 'https://elsewhere.example/api/v2')).toThrow(
      'None of the 1 recorded requests went to',
    )
  })

  test.each([
    ['not JSON', '<har>'],
    ['no HAR', '{"entries":[]}'],
  ])('that is %s is refused', (_, source) => {
    expect(() => readHar(source, baseUrl)).toThrow(/expected a HAR file/)
  })
})
