import { createHash } from 'node:crypto'
import { decode as decodePng, encode as encodePng } from 'fast-png'
import { decode as decodeJpeg, encode as encodeJpeg } from 'jpeg-js'
import { describe, expect, test } from 'vitest'
import { samples } from '../../../fixtures/media/samples.ts'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

interface Listed {
  readonly id: string
  readonly size_bytes: number
  readonly dimensions: { readonly width: number; readonly height: number }
  readonly full_url: string
}

const images = async (mock: TestMock): Promise<Listed[]> =>
  (await mock.send('GET', '/user-files?media_types=image')).json.files

const original = ({ full_url: url }: Listed) => url.replace('?variant=large_1024', '')

describe('the picture of a seeded image', () => {
  test('is a real PNG of the size and the length that the list says', async () => {
    using mock = createTestMock()
    for (const file of await images(mock)) {
      const { headers, bytes } = await mock.send('GET', original(file))
      expect(headers['content-type']).toBe('image/png')
      expect([bytes.length, headers['content-length']]).toEqual([file.size_bytes, String(file.size_bytes)])
      const { width, height } = decodePng(bytes, { checkCrc: true })
      expect({ width, height }).toEqual(file.dimensions)
    }
  })

  test('is the same every time, and another for every image', async () => {
    using mock = createTestMock({ files: 30 })
    const hashes = new Set<string>()
    const files = (await mock.send('GET', '/user-files?media_types=image&limit=100')).json.files
    const hashOf = async (url: string) =>
      createHash('sha256')
        .update((await mock.send('GET', url)).bytes)
        .digest('hex')
    for (const { thumbnail_url: url } of files) {
      const hash = await hashOf(url)
      expect(await hashOf(url)).toBe(hash)
      hashes.add(hash)
    }
    expect(hashes.size).toBe(30)
  })

  test.each([
    ['tiny_64', 64],
    ['small_256', 256],
    ['medium_750', 750],
  ] as const)('comes as %s', async (variant, side) => {
    using mock = createTestMock()
    for (const file of await images(mock)) {
      const { bytes } = await mock.send('GET', `${original(file)}?variant=${variant}`)
      const { width, height } = decodePng(bytes)
      expect(Math.max(width, height)).toBe(Math.min(side, file.dimensions.width))
      expect(width / height).toBeCloseTo(4 / 3, 1)
    }
  })
})

/** Left half red, right half blue. */
const halves = (width: number, height: number) => {
  const data = new Uint8Array(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel++)
    data.set(pixel % width < width / 2 ? [255, 0, 0, 255] : [0, 0, 255, 255], pixel * 4)
  return { width, height, data }
}

async function upload(mock: TestMock, bytes: Uint8Array, name: string): Promise<string> {
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(bytes)]), name)
  const { status, json } = await mock.send('POST', '/user-files/upload/stream', { body })
  expect(status).toBe(200)
  return json.image_id
}

/** Where the bytes of a file lie, for whoever has no key. */
async function open(mock: TestMock, id: string, variant = 'original'): Promise<string> {
  const { headers } = await mock.send('GET', `/user-files/${id}/variant/${variant}`)
  return headers.location ?? ''
}

describe('an uploaded picture is scaled', () => {
  test('as a PNG', async () => {
    using mock = createTestMock()
    const id = await upload(mock, encodePng({ ...halves(600, 300), channels: 4, depth: 8 }), 'a.png')
    const { headers, bytes } = await mock.send('GET', await open(mock, id, 'small_256'))
    expect(headers['content-type']).toBe('image/png')
    const { width, height, data } = decodePng(bytes)
    expect([width, height]).toEqual([256, 128])
    expect([...data.slice(0, 4)]).toEqual([255, 0, 0, 255])
    expect([...data.slice(-4)]).toEqual([0, 0, 255, 255])
  })

  test('as a JPEG', async () => {
    using mock = createTestMock()
    const id = await upload(mock, encodeJpeg(halves(600, 300), 95).data, 'a.jpg')
    const { headers, bytes } = await mock.send('GET', await open(mock, id, 'tiny_64'))
    expect(headers['content-type']).toBe('image/jpeg')
    const { width, height, data } = decodeJpeg(bytes, { useTArray: true })
    expect([width, height]).toEqual([64, 32])
    expect(data[0]).toBeGreaterThan(230)
    expect(data.at(-2)).toBeGreaterThan(230)
  })

  test('but never up, and not when nobody here can read it', async () => {
    using mock = createTestMock()
    for (const [name, bytes] of [
      ['small.png', samples.png.bytes],
      ['dot.webp', samples.webp.bytes],
    ] as const) {
      const id = await upload(mock, bytes, name)
      expect((await mock.send('GET', await open(mock, id, 'large_1024'))).bytes).toEqual(new Uint8Array(bytes))
    }
  })

  test('and the sizes have tags of their own', async () => {
    using mock = createTestMock()
    const id = await upload(mock, encodePng({ ...halves(600, 300), channels: 4, depth: 8 }), 'a.png')
    const etag = async (variant: string) => (await mock.send('GET', await open(mock, id, variant))).headers.etag
    const tags = [await etag('original'), await etag('small_256'), await etag('tiny_64')]
    expect(new Set(tags).size).toBe(3)
    expect(await etag('tiny_64')).toBe(tags[2])
  })
})

describe('a download', () => {
  const text = 'abcdefghij'.repeat(100)

  async function stored(mock: TestMock) {
    const id = await upload(mock, new TextEncoder().encode(text), 'letters.txt')
    const { headers } = await mock.send('GET', `/user-files/${id}/download`)
    return (headersOf: Record<string, string> = {}, method = 'GET') =>
      mock.send(method, headers.location ?? '', { headers: headersOf })
  }

  test.each([
    ['bytes=0-9', 0, 9],
    ['bytes=995-', 995, 999],
    ['bytes=-5', 995, 999],
    ['bytes=990-5000', 990, 999],
    ['bytes=-5000', 0, 999],
    ['BYTES=1-1', 1, 1],
  ])('gives the part that %s asks for', async (range, from, to) => {
    using mock = createTestMock()
    const answer = await (await stored(mock))({ range })
    expect([answer.status, answer.text]).toEqual([206, text.slice(from, to + 1)])
    expect(answer.headers).toMatchObject({
      'content-range': `bytes ${from}-${to}/1000`,
      'content-length': String(to - from + 1),
    })
  })

  test.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('refuses %s: it is not there', async (range) => {
    using mock = createTestMock()
    const { status, headers, json } = await (await stored(mock))({ range })
    expect([status, headers['content-range']]).toEqual([416, 'bytes */1000'])
    expect(json.error.code).toBe('VALIDATION_ERROR')
  })

  test.each(['bytes=5-2', 'lines=1-2', 'bytes=a-b', 'bytes=-', 'bytes=0-1,5-6', 'bytes'])(
    'gives the whole where %s cannot be read, or asks for several parts',
    async (range) => {
      using mock = createTestMock()
      const { status, headers, text: got } = await (await stored(mock))({ range })
      expect([status, got, headers['accept-ranges']]).toEqual([200, text, 'bytes'])
    },
  )

  test('says when the client has it already', async () => {
    using mock = createTestMock()
    const ask = await stored(mock)
    const { headers } = await ask()
    const etag = headers.etag ?? ''
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, text: got, headers: shown } = await ask({ 'if-none-match': known })
      expect([status, got, shown.etag]).toEqual([304, '', etag])
    }
    expect((await ask({ 'if-none-match': '"other"' })).status).toBe(200)
    expect((await ask({ range: 'bytes=0-1', 'if-range': etag })).status).toBe(206)
    expect((await ask({ range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200)
  })
})

test('a seeded video is a real one, as long as the list says, and has a picture', async () => {
  using mock = createTestMock()
  const { files } = (await mock.send('GET', '/user-files?media_types=video')).json
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const { headers, bytes } = await mock.send('GET', file.video_url)
    expect([headers['content-type'], bytes.length]).toEqual(['video/mp4', file.size_bytes])
    expect(new TextDecoder().decode(bytes.slice(4, 8))).toBe('ftyp')
    const part = await mock.send('GET', file.video_url, { headers: { range: 'bytes=100-199' } })
    expect([part.status, [...part.bytes]]).toEqual([206, [...bytes.slice(100, 200)]])
    expect((await mock.send('GET', file.thumbnail_url)).headers['content-type']).toBe('image/png')
  }
})
