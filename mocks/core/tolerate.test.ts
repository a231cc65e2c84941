import { parseList } from 'structured-headers'
import { describe, expect, test } from 'vitest'
import { createTestMock } from '../testing/test-mock.ts'

const warningsOf = (header: string | undefined) =>
  parseList(header ?? '').map(([kind, parameters]) => [String(kind), Object.fromEntries(parameters)])

describe('an unknown parameter', () => {
  test('is passed over with a warning in the answer and in the journal', async () => {
    using mock = createTestMock()
    const { status, headers, json } = await mock.send('GET', '/user-files?limt=2')
    expect([status, json.files.length]).toEqual([200, 20])
    expect(warningsOf(headers['mock-warning'])).toEqual([['unknown-parameter', { name: 'limt', near: 'limit' }]])
    expect(headers['access-control-expose-headers']).toContain('Mock-Warning')
    expect(mock.core.journal.attempts().at(-1)?.warnings).toEqual(['unknown-parameter;name="limt";near="limit"'])
  })

  test('of an operation without parameters is passed over, too', async () => {
    using mock = createTestMock()
    const { status, headers } = await mock.send('GET', '/folders?page=2')
    expect([status, headers['mock-warning']]).toEqual([200, 'unknown-parameter;name="page"'])
  })

  test.each(['naïve', 'a"b\\c', '\u0000', 'x'.repeat(500), '💥'])('may have any name: %j', async (name) => {
    using mock = createTestMock()
    const { status, headers } = await mock.send('GET', `/folders?${encodeURIComponent(name)}=1`)
    expect(status).toBe(200)
    expect(warningsOf(headers['mock-warning'])).toHaveLength(1)
  })

  test('by the hundred gives ten warnings', async () => {
    using mock = createTestMock()
    const query = Array.from({ length: 100 }, (_, i) => `p${i}=1`).join('&')
    expect(warningsOf((await mock.send('GET', `/folders?${query}`)).headers['mock-warning'])).toHaveLength(10)
  })

  test('does not hide what is wrong with a known one', async () => {
    using mock = createTestMock()
    const { status, headers } = await mock.send('GET', '/user-files?limt=2&limit=0')
    expect([status, headers['mock-warning']]).toEqual([422, 'unknown-parameter;name="limt";near="limit"'])
  })
})

describe('an unknown field', () => {
  test('of a body is passed over', async () => {
    using mock = createTestMock()
    const { status, headers } = await mock.send('POST', '/folders', { body: { name: 'A', colour: 'red', parentid: 5 } })
    expect(status).toBe(201)
    expect(headers['mock-warning']).toBe('unknown-field;name="colour", unknown-field;name="parentid";near="parent_id"')
  })

  test('inside a list of a body is named by its path', async () => {
    using mock = createTestMock()
    const images = [{ image_url: 'https://x.test/a.png' }, { image_url: 'https://x.test/b.png', image_ulr: 'x' }]
    const { headers } = await mock.send('POST', '/batch/describe', { body: { images } })
    expect(headers['mock-warning']).toBe('unknown-field;name="images.1.image_ulr";near="image_url"')
  })

  test('of a form is passed over', async () => {
    using mock = createTestMock()
    const body = new FormData()
    body.append('file', new Blob([new Uint8Array([1, 2, 3])], { type: 'text/plain' }), 'a.txt')
    body.append('titel', 'A')
    const { headers } = await mock.send('POST', '/user-files/upload/stream', { body })
    expect(headers['mock-warning']).toBe('unknown-field;name="titel";near="title"')
  })

  test('of metadata, which takes any, gives no warning', async () => {
    using mock = createTestMock()
    const images = [{ image_url: 'https://x.test/a.png', metadata: { anything: 1 } }]
    expect((await mock.send('POST', '/batch/describe', { body: { images } })).headers['mock-warning']).toBeUndefined()
  })
})

describe('a strict mock refuses', () => {
  test.each([
    ['a parameter', 'GET', '/user-files?limt=2', undefined, 'limt', 'parameter; did you mean "limit"?'],
    ['a parameter of any name', 'GET', '/user-files?__proto__=1&__proto__=2', undefined, '__proto__', 'parameter'],
    ['a field', 'POST', '/folders', { name: 'A', colour: 'red' }, 'colour', 'field'],
  ])('%s', async (_, method, target, body, field, issue) => {
    using mock = createTestMock({ strict: true })
    const { status, json } = await mock.send(method, target, { body })
    expect([status, json.error.details]).toEqual([422, { field, issue: `Is not a known ${issue}` }])
  })
})

describe('what was meant for the mock is never passed over', () => {
  test.each(['mock-falt', 'mock_fault', 'mock-fautl', 'mock', 'Mock-Fault'])('?%s=', async (name) => {
    using mock = createTestMock()
    const { status, json } = await mock.send('GET', `/user-files?${name}=HTTP_500`)
    expect(status).toBe(422)
    expect(json.error.message).toContain('mock-fault')
  })
})

test('a strict mock names the first eighty letters of what it does not know', async () => {
  using mock = createTestMock({ strict: true })
  const { json } = await mock.send('GET', `/folders?${'x'.repeat(81)}=1`)
  expect(json.error.details).toEqual({ field: 'x'.repeat(80), issue: 'Is not a known parameter' })
})
