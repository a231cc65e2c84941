import { describe, expect, test } from 'vitest'
import { createTestMock, type TestRequest } from '../testing/test-mock.ts'

/** The answer of a mock without files, strict or not. */
async function send(method: string, path: string, request: TestRequest = {}, strict = false) {
  using mock = createTestMock({ files: 0, strict })
  const { status, headers, json } = await mock.send(method, path, request)
  return { status, headers, json, details: json?.error?.details }
}

const id = '00000000-0000-4000-8000-000000000001'

describe('an id in a path', () => {
  test.each([
    ['/folders/x', 'folder_id', 'Must be a UUID'],
    [`/folders/x${id}`, 'folder_id', 'Must be a UUID'],
    [`/folders/${id}0`, 'folder_id', 'Must be a UUID'],
    [`/folders/${id.slice(0, 8)}`, 'folder_id', 'Must be a UUID'],
    ['/user-files/0000000', 'image_id', 'Must be a UUID or the first 8 characters of one'],
    ['/user-files/000000000', 'image_id', 'Must be a UUID or the first 8 characters of one'],
  ])('as in %s is refused', async (path, field, issue) => {
    expect(await send('GET', path)).toMatchObject({ status: 422, details: { field, issue } })
  })

  test('may be the beginning of one where the API takes that', async () => {
    expect((await send('GET', `/user-files/${id.slice(0, 8)}`)).status).toBe(404)
  })

  test('may be a UUID in capitals', async () => {
    expect((await send('GET', `/user-files/${id.replace('4', 'A')}`)).status).toBe(404)
  })
})

describe('a query', () => {
  test.each([
    ['limit=0', 'limit'],
    ['limit=x', 'limit'],
    ['limit=5&limit=6', 'limit'],
  ])('%s is refused', async (query, field) => {
    expect(await send('GET', `/user-files?${query}`)).toMatchObject({ status: 422, details: { field } })
  })

  test('is passed over where it is unknown, and refused where that is wanted', async () => {
    const passed = await send('GET', '/user-files?limit=5&colour=red')
    expect([passed.status, passed.headers['mock-warning']]).toEqual([200, 'unknown-parameter;name="colour"'])
    expect(await send('GET', '/user-files?colour=red', {}, true)).toMatchObject({
      status: 422,
      details: { field: 'colour' },
    })
  })

  test('that asks for a fault is the mock’s own', async () => {
    const { status, headers } = await send('GET', '/user-files?mock-fault=TIMEOUT;when=committed', {}, true)
    expect([status, headers['mock-fault-served']]).toEqual([503, 'TIMEOUT;by=query'])
  })
})

describe('a body', () => {
  test('is read by its schema, and what it does not name is passed over', async () => {
    const body = { name: 'a', colour: 'red' }
    const passed = await send('POST', '/folders', { body })
    expect([passed.status, passed.headers['mock-warning']]).toEqual([201, 'unknown-field;name="colour"'])
    expect(await send('POST', '/folders', { body }, true)).toMatchObject({ status: 422, details: { field: 'colour' } })
    expect(await send('POST', '/folders', { body: { name: 5 } })).toMatchObject({
      status: 422,
      details: { field: 'name' },
    })
    expect((await send('POST', '/folders')).status).toBe(400)
  })

  test.each([
    ['gzip', 415],
    ['gzip, identity', 415],
    ['identity', 201],
    [' Identity ', 201],
    ['', 201],
  ])('coded as %j: %d', async (coding, status) => {
    const answer = await send('POST', '/folders', { body: { name: 'a' }, headers: { 'content-encoding': coding } })
    expect(answer.status).toBe(status)
    if (status !== 415) return
    expect(answer.json.error.message).toBe(`Content-Encoding ${coding} is not taken; send the body as it is`)
    expect(answer.headers['accept-encoding']).toBe('identity')
  })
})

test('a success without a body has none, and one with a body says what it is', async () => {
  using mock = createTestMock({ files: 1 })
  const { json, headers, status } = await mock.send('GET', '/user-files')
  expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8'])
  expect(json.files.length).toBeGreaterThan(0)
})
