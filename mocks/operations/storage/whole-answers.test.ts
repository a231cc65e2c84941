import { createHash } from 'node:crypto'
import { encode } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { expect, test } from 'vitest'
import { samples } from '../../../fixtures/media/samples.ts'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { formWith, transcript } from '../../testing/transcript.ts'
import { drawPicture, pictureColors } from './draw-picture.ts'
import { sizeIn, variants } from './object-bytes.ts'
import { isAmong, readRange } from './range.ts'
import { shrink } from './scale-picture.ts'

test('what has no bytes is served as a picture, a video or a text in its place', async () => {
  const text = await transcript(async ({ ask, mock }) => {
    for (const variant of variants) await ask(`GET /storage/${id.street}?variant=${variant}`)
    for (const file of [id.poster, id.chair.toUpperCase(), id.contract, id.page, id.nobody])
      await ask(`GET /storage/${file}`)
    await ask(`GET /storage/${id.contract}?variant=small_256`)
    for (const variant of ['original', 'small_256']) await ask(`GET /storage/${id.clip}?variant=${variant}`)
    const tenant = await mock.tenant()
    await tenant.files.update(id.clip, (draft) => Object.assign(draft, { width: 0, height: 0 }))
    for (const variant of ['medium_750', 'tiny_64']) await ask(`GET /storage/${id.clip}?variant=${variant}`)
    for (const title of ['Notes', null]) {
      await tenant.files.update(id.notes, (draft) => Object.assign(draft, { document: null, title }))
      await ask(`GET /storage/${id.notes}`)
    }
  })
  expect(text).toMatchSnapshot()
})

const lengthAndHash = (bytes: Uint8Array) => [
  bytes.length,
  createHash('sha256').update(bytes).digest('hex').slice(0, 12),
]

/** Samples that differ from each other in every place. */
const gradient = (width: number, height: number, channels: number) =>
  Uint8Array.from({ length: width * height * channels }, (_, index) => (index * 7) % 251)

test('what was uploaded comes back, whole, in part and in smaller sizes', async () => {
  const text = await transcript(async ({ ask, mock, note }) => {
    const large = encode({ width: 100, height: 80, channels: 3, depth: 8, data: gradient(100, 80, 3) })
    const photo = encodeJpeg({ width: 80, height: 100, data: gradient(80, 100, 4) }, 90).data
    const { png, jpeg, webp, pdf } = samples
    const files = {
      png: png.bytes,
      jpeg: jpeg.bytes,
      webp: webp.bytes,
      'large.png': large,
      'photo.jpg': photo,
      pdf: pdf.bytes,
    }
    for (const [name, bytes] of Object.entries(files)) {
      const { json } = await mock.send('POST', '/user-files/upload/stream', { body: formWith(bytes, `a.${name}`) })
      for (const variant of ['original', 'tiny_64', 'large_1024'])
        await ask(`GET /storage/${json.image_id}?variant=${variant}`)
    }
    const { json: file } = await mock.send('GET', '/user-files?sort_by=created_at&limit=1')
    const path = `/storage/${file.files[0].id}`
    const { headers } = await mock.send('GET', path)
    const ranges = ['bytes=0-3', 'bytes=4-', 'bytes=-4', 'bytes=100000-', 'bytes=0-100000', 'bytes=3-2', 'lines=1-2']
    for (const range of ranges) await ask(`GET ${path}`, undefined, { headers: { range } })
    const etag = headers.etag ?? ''
    const long = formWith(Array.from({ length: 30_000 }, (_, index) => index).join(' '), 'long.md')
    const { json: stored } = await mock.send('POST', '/user-files/upload/stream', { body: long })
    for (const range of ['bytes=10-140009', 'bytes=-70000', 'bytes=60000-60009'])
      note(range, lengthAndHash((await mock.send('GET', `/storage/${stored.image_id}`, { headers: { range } })).bytes))
    await ask(`GET ${path}`, undefined, { headers: { 'if-none-match': `"a", W/${etag}` } })
    await ask(`GET ${path}`, undefined, { headers: { 'if-none-match': '"a"' } })
    await ask(`GET ${path}`, undefined, { headers: { range: 'bytes=0-0', 'if-range': etag } })
    await ask(`GET ${path}`, undefined, { headers: { range: 'bytes=0-0', 'if-range': '"a"' } })
    await ask(`HEAD ${path}`, undefined, { headers: { range: 'bytes=0-0' } })
  })
  expect(text).toMatchSnapshot()
})

const size = 10

test.each([
  [undefined, undefined],
  ['bytes=', undefined],
  ['bytes=-', undefined],
  ['bytes=0-0', { from: 0, to: 0 }],
  ['BYTES = 0-0', undefined],
  ['Bytes= 1 - 3 ', { from: 1, to: 3 }],
  ['bytes=9-', { from: 9, to: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=9-9', { from: 9, to: 9 }],
  ['bytes=9-10', { from: 9, to: 9 }],
  ['bytes=9-8', undefined],
  ['bytes=11-9', undefined],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=-1', { from: 9, to: 9 }],
  ['bytes=-10', { from: 0, to: 9 }],
  ['bytes=-11', { from: 0, to: 9 }],
  ['bytes=0-1,3-4', undefined],
  ['xbytes=0-1', undefined],
])('the range %j of ten bytes', (header, range) => {
  expect(readRange(header, size)).toEqual(range)
})

test('an entity tag is found among others, weak or not', () => {
  const among = ['*', ' * ', '"a"', 'W/"a"', '"b", "a"', '"b",W/"a"', '"b"', 'a', '"ab"', '']
  expect(among.map((header) => isAmong('"a"', header))).toEqual([
    true,
    true,
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})

test('a size keeps its shape, grows never, and is never nothing', () => {
  const sizes = [
    [2_000, 1_000],
    [64, 64],
    [65, 10],
    [1, 10_000],
    [0, 0],
  ] as const
  const told = sizes.map(([width, height]) =>
    variants.map((variant) => Object.values(sizeIn({ width, height }, variant)).join('x')).join(' '),
  )
  expect(told).toMatchInlineSnapshot(`
    [
      "2000x1000 64x32 256x128 750x375 1024x512",
      "64x64 64x64 64x64 64x64 64x64",
      "65x10 64x10 65x10 65x10 65x10",
      "1x10000 1x64 1x256 1x750 1x1024",
      "1x1 1x1 1x1 1x1 1x1",
    ]
  `)
})

test('a picture follows from its id, in any size', () => {
  const ids = [
    id.bell,
    'ffffffff-ffff-4fff-8fff-ffffffffffff',
    '00000000-0000-4000-8000-000000000000',
    '12345678-9abc-4def-8012-3456789abcde',
  ]
  const drawn = ids.map((known) => ({
    colours: pictureColors({ id: known }).map(({ h, s, l, share }) => `${h} ${s} ${l} ${share.toFixed(6)}`),
    hashes: [
      [64, 48],
      [7, 9],
      [1, 1],
    ].map(([width = 0, height = 0]) =>
      createHash('sha256').update(drawPicture(known, { width, height })).digest('hex').slice(0, 12),
    ),
  }))
  expect(drawn).toMatchInlineSnapshot(`
    [
      {
        "colours": [
          "21 40 72 0.645930",
          "51 25 45 0.289520",
          "216 60 45 0.052400",
          "21 20 94 0.012150",
        ],
        "hashes": [
          "494fffbce7ee",
          "4214dd01290b",
          "76c399c9250e",
        ],
      },
      {
        "colours": [
          "15 40 72 0.520650",
          "45 25 45 0.258200",
          "170 60 45 0.209000",
          "15 20 94 0.012150",
        ],
        "hashes": [
          "272ffa3ce57e",
          "570fd2a7d9a8",
          "2723e8eab577",
        ],
      },
      {
        "colours": [
          "0 40 72 0.649450",
          "30 25 45 0.290400",
          "140 60 45 0.048000",
          "0 20 94 0.012150",
        ],
        "hashes": [
          "53e6769dde9b",
          "1aedf7552594",
          "38f0808e2ee8",
        ],
      },
      {
        "colours": [
          "340 40 72 0.593290",
          "10 25 45 0.276360",
          "126 60 45 0.118200",
          "340 20 94 0.012150",
        ],
        "hashes": [
          "e7a2c0d1fccb",
          "a901e3dbff8d",
          "489690c15e9c",
        ],
      },
    ]
  `)
})

test('each pixel of a smaller picture is the mean of those that it covers', () => {
  const grey = (...values: number[]) =>
    Uint8ClampedArray.from(values.flatMap((value) => [value, value + 1, value + 2, 255]))
  const told = (data: Uint8ClampedArray) => [...data].filter((_, index) => index % 4 === 0)
  const six = { data: grey(0, 10, 20, 30, 40, 50), width: 3, height: 2 }
  expect(told(shrink(six, { width: 1, height: 1 }).data)).toEqual([25])
  expect(told(shrink(six, { width: 3, height: 1 }).data)).toEqual([15, 25, 35])
  expect(told(shrink(six, { width: 2, height: 2 }).data)).toEqual([0, 15, 30, 45])
  expect(told(shrink({ ...six, width: 6, height: 1 }, { width: 4, height: 1 }).data)).toEqual([0, 15, 30, 45])
  expect([...shrink(six, { width: 1, height: 1 }).data]).toEqual([25, 26, 27, 255])
  expect(shrink(six, { width: 2, height: 1 })).toMatchObject({ width: 2, height: 1 })
  expect(told(shrink(six, { width: 5, height: 2 }).data)).toEqual([0, 0, 10, 10, 20, 30, 30, 40, 40, 50])
})
