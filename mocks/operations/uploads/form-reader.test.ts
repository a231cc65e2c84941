import { describe, expect, test } from 'vitest'
import { samples } from '../../../fixtures/media/samples.ts'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

const type = { 'content-type': 'multipart/form-data; boundary=b' }
const encode = (text: string) => new TextEncoder().encode(text)

/** A form written by hand: text and bytes as they go over the wire. */
function bodyOf(...pieces: (string | Uint8Array)[]): Uint8Array {
  const chunks = pieces.map((piece) => (typeof piece === 'string' ? encode(piece) : piece))
  return new Uint8Array(chunks.flatMap((chunk) => [...chunk]))
}

const png = (disposition: string) =>
  bodyOf(
    `--b\r\nContent-Disposition: ${disposition}\r\nContent-Type: image/png\r\n\r\n`,
    samples.png.bytes,
    '\r\n--b--\r\n',
  )

const upload = (mock: TestMock, body: Uint8Array, path = '/user-files/upload/stream') =>
  mock.send('POST', path, { body, headers: type })

describe('the name of a file', () => {
  test.each([
    ['filename="写.png"', '写.png'],
    ['filename="🙂.png"', '🙂.png'],
    ['filename="a–b.png"', 'a–b.png'],
    ['filename="źródło.png"', 'źródło.png'],
    ['filename="cafe\u0301.png"', 'cafe\u0301.png'],
    ['filename="Screenshot 9.41\u202fAM.png"', 'Screenshot 9.41\u202fAM.png'],
    ['filename="x.png"; filename*=UTF-8\'en\'%E5%86%99.png', '写.png'],
    ['filename="a%22b.png"', 'a"b.png'],
  ])('%s arrives as %s', async (parameter, name) => {
    using mock = createTestMock()
    const { status, json } = await upload(mock, png(`form-data; name="file"; ${parameter}`))
    expect(status).toBe(200)
    const { json: file } = await mock.send('GET', `/user-files/${json.image_id}`)
    expect(file.original_filename ?? file.title).toContain(name.replace(/\.png$/, ''))
  })

  test('is kept in a batch, too, and no part vanishes', async () => {
    using mock = createTestMock()
    const part = (name: string, n: number) =>
      bodyOf(
        `--b\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n`,
        `text ${n}\r\n`,
      )
    const body = bodyOf(part('写.txt', 1), part('🙂.txt', 2), part('a.txt', 3), '--b--\r\n')
    const { json } = await upload(mock, body, '/user-files/upload/stream-batch')
    expect(json).toMatchObject({ total_files: 3, accepted_files: 3 })
    expect(json.immediate_results.map(({ filename }: { filename: string }) => filename)).toEqual([
      '写.txt',
      '🙂.txt',
      'a.txt',
    ])
  })
})

test.each([1, 2, 3, 4, 5, 6, 7])('a form may be cut %d bytes before its end', async (bytes) => {
  using mock = createTestMock()
  const body = png('form-data; name="file"; filename="a.png"')
  const chunkBytes = (offset: number) => (offset === 0 ? body.length - bytes : bytes)
  const { status } = await mock.send('POST', '/user-files/upload/stream', { body, headers: type, chunkBytes })
  expect(status).toBe(200)
})

test('a text where a file is due is told from nothing', async () => {
  using mock = createTestMock()
  const field = (name: string) => bodyOf(`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nx\r\n--b--\r\n`)
  const issue = async (body: Uint8Array) => (await upload(mock, body)).json.error.message
  expect(await issue(field('file'))).toBe('file: Is a text field: a file has a filename in its Content-Disposition')
  expect(await issue(field('title'))).toBe('file: Is required: at least one file')
})

describe('a form that cannot be read is 400 VALIDATION_ERROR', () => {
  const good = png('form-data; name="file"; filename="a.png"')
  const withoutEnd = good.subarray(0, good.length - '--b--\r\n'.length)
  test.each([
    ['a head without a colon', bodyOf('--b\r\n~\r\n--b--\r\n')],
    ['a head of one disposition without a name', bodyOf('--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n')],
    ['a part that ends within its head', bodyOf('--b\r\nContent-Disposition: form-data; name="tags"\r\n--b--\r\n')],
    [
      'a good file and then a part that ends within its head',
      bodyOf(withoutEnd, '--b\r\nContent-Disposition: form-data; name="title"\r\n--b--\r\n'),
    ],
    [
      'a good field and then a part that ends within its head',
      bodyOf(
        '--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nx\r\n--b\r\nContent-Type: text/plain\r\n--b--\r\n',
      ),
    ],
    ['a good file and then a head that is none', bodyOf(withoutEnd, '--b\r\n: x\r\n\r\ny\r\n--b--\r\n')],
    ['a part without a disposition', bodyOf('--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n')],
    [
      'two dispositions',
      bodyOf(
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Disposition: form-data; name="x"\r\n\r\nx\r\n--b--\r\n',
      ),
    ],
    ['an unfinished quote', png('form-data; name="file"; filename="a.png')],
    ['a filename* of wrong bytes', png('form-data; name="file"; filename*=UTF-8\'\'%E5%86')],
    ['a filename* with a language and wrong escapes', png('form-data; name="file"; filename*=UTF-8\'en\'%zz')],
    ['a disposition that is no form-data', png('attachment; name="file"; filename="a.png"')],
    ['no end', withoutEnd],
    ['nothing', bodyOf('x')],
  ])('%s', async (_, body) => {
    using mock = createTestMock()
    const { status, json } = await upload(mock, body)
    expect([status, json.error.code, json.error.details.field]).toEqual([400, 'VALIDATION_ERROR', 'body'])
    expect((await mock.tenant()).usage.storageBytes).toBe((await createTestMock().tenant()).usage.storageBytes)
  })
})

test('a field that stands many times costs no more than its bytes', async () => {
  using mock = createTestMock()
  const field = '--b\r\nContent-Disposition: form-data; name="tags"\r\n\r\nx\r\n'
  const body = encode(`${field.repeat(8_000)}--b--\r\n`)
  const before = process.cpuUsage()
  const { status } = await upload(mock, body)
  expect(status).toBe(422)
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(5_000)
})

test('a form has a bound for all its fields together', async () => {
  using mock = createTestMock()
  const field = `--b\r\nContent-Disposition: form-data; name="tags"\r\n\r\n${'x'.repeat(60_000)}\r\n`
  const { status, json } = await upload(mock, encode(`${field.repeat(20)}--b--\r\n`))
  expect([status, json.error.details.issue]).toEqual([422, 'Its text fields exceed 1048576 bytes'])
})

test('two files in a single upload are told where to go', async () => {
  using mock = createTestMock()
  const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx\r\n'
  const { status, json } = await upload(mock, encode(`${part}${part}--b--\r\n`))
  expect([status, json.error.details]).toEqual([
    422,
    { field: 'file', issue: 'Takes one file; several go to /user-files/upload/stream-batch' },
  ])
})
