import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { expect, test } from 'vitest'
import { solidPng } from '../../../fixtures/media/png.ts'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

type Rgb = readonly [red: number, green: number, blue: number]

/** A picture whose upper part has one colour and whose lower part another. */
function twoColors(upper: Rgb, lower: Rgb, share: number) {
  const [width, height] = [40, 40]
  const data = new Uint8Array(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel++)
    data.set([...(pixel < width * height * share ? upper : lower), 255], pixel * 4)
  return { width, height, data }
}

async function upload(mock: TestMock, bytes: Uint8Array, filename: string): Promise<string> {
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(bytes)]), filename)
  const { json } = await mock.send('POST', '/user-files/upload/stream', { body })
  return json.image_id
}

const colorsOf = async (mock: TestMock, id: string) => (await mock.send('GET', `/colors/images/${id}`)).json
const navy: Rgb = [0, 0, 128]
const orange: Rgb = [255, 165, 0]
const png = (upper: Rgb, lower: Rgb, share = 0.75) => encodePng(twoColors(upper, lower, share))

test('the colours of an uploaded PNG are those of its pixels, a moment after the upload', async () => {
  using mock = createTestMock()
  const id = await upload(mock, png(navy, orange), 'flag.png')
  expect(await colorsOf(mock, id)).toMatchObject({ status: 'processing', color_analysis: null })
  mock.time.advance(2_000)
  const { status, color_analysis: analysis } = await colorsOf(mock, id)
  expect(status).toBe('completed')
  expect(analysis.dominant_colors).toMatchObject([
    { rank: 1, percentage: 75, hex: '#000080', name: 'navy', family: 'cool', rgb: { r: 0, g: 0, b: 128 } },
    { rank: 2, percentage: 25, hex: '#FFA500', name: 'orange', family: 'vibrant' },
  ])
  expect(analysis.analytics.temperature.value).toBe('cool')
})

test('a picture with a palette has the colours of its palette', async () => {
  using mock = createTestMock()
  const id = await upload(mock, solidPng({ rgb: [32, 96, 160] }), 'blue.png')
  mock.time.advance(2_000)
  expect((await colorsOf(mock, id)).color_analysis.dominant_colors).toMatchObject([{ percentage: 100, hex: '#2060A0' }])
})

test('so are those of a JPEG, as near as its compression lets them be', async () => {
  using mock = createTestMock()
  const { data } = encodeJpeg(twoColors([200, 30, 30], [20, 20, 20], 0.5), 95)
  const id = await upload(mock, data, 'half.jpg')
  mock.time.advance(2_000)
  const [first, second] = (await colorsOf(mock, id)).color_analysis.dominant_colors
  const reds = [first.rgb.r, second.rgb.r].sort((a, b) => a - b)
  expect(reds[0]).toBeLessThan(35)
  expect(reds[1]).toBeGreaterThan(185)
})

test('a file that only looks like a picture has the colours of the picture served in its place', async () => {
  using mock = createTestMock()
  const id = await upload(mock, png(navy, orange).slice(0, 60), 'cut.png')
  mock.time.advance(2_000)
  expect((await colorsOf(mock, id)).color_analysis.dominant_colors).toHaveLength(4)
})

test('a forced extraction is queued, runs, and keeps to the number of colours', async () => {
  using mock = createTestMock()
  const bands = encodePng({
    width: 8,
    height: 4,
    data: new Uint8Array(
      Array.from({ length: 32 }, (_, pixel) => [...(pixelsInFourColors[pixel % 4] ?? navy), 255]).flat(),
    ),
  })
  const id = await upload(mock, bands, 'bands.png')
  mock.time.advance(2_000)
  expect((await colorsOf(mock, id)).color_analysis.dominant_colors).toHaveLength(4)
  const extract = async (query: string) => (await mock.send('POST', `/colors/images/${id}/extract${query}`)).json
  expect((await extract('?n_colors=3')).color_analysis.dominant_colors).toHaveLength(4)
  expect(await extract('?n_colors=3&force=true')).toMatchObject({ status: 'queued', color_analysis: null })
  mock.time.advance(10_000)
  expect((await colorsOf(mock, id)).color_analysis.dominant_colors).toHaveLength(3)
})

const pixelsInFourColors: readonly Rgb[] = [navy, orange, [0, 128, 0], [255, 255, 255]]

test('a search by hex finds the image, nearer colours first, and not what lies beyond the threshold', async () => {
  using mock = createTestMock({ files: 0 })
  const exact = await upload(mock, png(navy, orange), 'exact.png')
  const near = await upload(mock, png([10, 10, 140], orange), 'near.png')
  await upload(mock, png([0, 128, 0], orange), 'green.png')
  mock.time.advance(2_000)
  const search = async (body: object) => (await mock.send('POST', '/colors/search', { body })).json
  const { results } = await search({ hex_code: '#000080', delta_e_threshold: 10 })
  expect(results.map(({ image_id: id }: { image_id: string }) => id)).toEqual([exact, near])
  expect(results[0]).toMatchObject({ match_score: 1, matched_hex: '#000080', matched_percentage: 75 })
  expect(results[1].match_score).toBeLessThan(1)
  expect((await search({ color_name: 'Navy blue' })).total_count).toBe(1)
  expect((await search({ color_family: 'vibrant', min_percentage: 50 })).total_count).toBe(0)
})

test.each([
  ['nothing to look for', {}, 'hex_code'],
  ['a colour that is none', { hex_code: '#12' }, 'hex_code'],
  ['a family that there is not', { color_family: 'vibrnat' }, 'color_family'],
])('a search with %s is refused', async (_, body, field) => {
  using mock = createTestMock()
  const { status, json } = await mock.send('POST', '/colors/search', { body })
  expect([status, json.error.details.field]).toEqual([422, field])
})

test('a batch queues the images that are there, once each', async () => {
  using mock = createTestMock()
  const { json } = await mock.send('GET', '/user-files?media_types=image&limit=2')
  const ids = json.files.map(({ id }: { id: string }) => id)
  const body = { image_ids: [...ids, ids[0], '00000000-0000-4000-8000-000000000000'], force: true }
  expect((await mock.send('POST', '/colors/batch/extract', { body })).json.queued_count).toBe(2)
  expect((await colorsOf(mock, ids[0])).status).toBe('queued')
})

test('the colours of an image that was deleted are gone', async () => {
  using mock = createTestMock()
  const { json } = await mock.send('GET', '/user-files?media_types=image&limit=1')
  const [{ id }] = json.files
  await mock.send('POST', `/colors/images/${id}/extract?force=true`)
  await mock.send('DELETE', `/user-files/${id}`)
  expect((await mock.send('GET', `/colors/images/${id}`)).status).toBe(404)
  expect((await mock.tenant()).imageJobs.size).toBe(0)
})
