import { encode } from 'fast-png'
import { expect, test } from 'vitest'
import { samples } from '../../../fixtures/media/samples.ts'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { formWith, type Talk, transcript } from '../../testing/transcript.ts'
import { isColor } from './analyze.ts'
import { familyOf, isWarmHue } from './families.ts'

const upload = async ({ mock }: Talk, bytes: Uint8Array, filename = 'a.png'): Promise<string> => {
  const { json } = await mock.send('POST', '/user-files/upload/stream', { body: formWith(bytes, filename) })
  mock.time.advance(60_000)
  return json.image_id
}

test('colours are there once the sizes are, are extracted again when asked, and fail when the work does', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, wait } = talk
    await ask(`GET /colors/images/${id.bell}`)
    const form = formWith(samples.png.bytes, 'a.png')
    const { json } = await mock.send('POST', '/user-files/upload/stream', { body: form })
    const image = `/colors/images/${json.image_id}`
    wait(999)
    await ask(`POST ${image}/extract`)
    wait(1)
    await ask(`GET ${image}`)
    await ask(`POST ${image}/extract?force=true&n_colors=3`)
    wait(500)
    await ask(`GET ${image}`)
    wait(2_000)
    await ask(`GET ${image}`)
    const tenant = await mock.tenant()
    tenant.failureShare = 1
    await ask(`POST ${image}/extract?force=true`)
    wait(2_500)
    await ask(`GET ${image}`)
    tenant.failureShare = 0
    await ask(`POST ${image}/extract`)
    for (const strange of [id.clip, id.nobody]) {
      await ask(`GET /colors/images/${strange}`)
      await ask(`POST /colors/images/${strange}/extract`)
    }
    const image_ids = [id.bell, id.bell, id.lane, id.clip, json.image_id]
    await ask('POST /colors/batch/extract', { image_ids })
    await ask('POST /colors/batch/extract', { image_ids, force: true, n_colors: 4 })
    await ask('GET /colors/families')
  })
  expect(text).toMatchSnapshot()
})

test('images are found by colour, name and family', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note } = talk
    await ask('POST /colors/search', { color_family: 'earth_tone', limit: 1 })
    const questions = [
      { hex_code: '#D4AB9B' },
      { hex_code: 'd4ab9b', delta_e_threshold: 0 },
      { hex_code: 'd4ab9b', delta_e_threshold: 2 },
      { hex_code: '#8F8356', delta_e_threshold: 100, min_percentage: 50 },
      { hex_code: '#000000', delta_e_threshold: 100, limit: 2, offset: 1 },
      { color_name: 'Gray!' },
      { color_name: 'tan', color_family: 'warm' },
      { color_name: 'tan', color_family: 'cool' },
      { color_name: 'xylophone' },
      { color_family: 'warm', min_percentage: 0 },
      { color_family: 'earth_tone', min_percentage: 64.6 },
      { color_family: 'earth_tone', min_percentage: 64.7 },
    ]
    for (const body of questions) {
      const { json } = await mock.send('POST', '/colors/search', { body })
      const { results, ...rest } = json
      const found = results.map(
        ({ color_analysis: _, thumbnail_url: __, ...result }: Record<string, unknown>) => result,
      )
      note(JSON.stringify(body), { ...rest, found })
    }
    for (const body of [{}, { hex_code: 'red' }, { color_family: 'pastell' }, { color_family: 'xylophone' }])
      await ask('POST /colors/search', body)
  })
  expect(text).toMatchSnapshot()
})

const single = (grey: number) => encode({ width: 1, height: 1, channels: 1, depth: 8, data: Uint8Array.of(grey) })

test('brightness is dark below 35, light from 70 on', async () => {
  const text = await transcript(async (talk) => {
    for (const grey of [87, 89, 175, 179]) {
      const { json } = await talk.mock.send('GET', `/colors/images/${await upload(talk, single(grey))}`)
      talk.note(`${grey}`, json.color_analysis.analytics.brightness)
    }
  })
  expect(text).toMatchSnapshot()
})

test('the pixels of a picture of more than sixteen millions are not looked at', async () => {
  const text = await transcript(async (talk) => {
    const image = await upload(talk, single(128))
    for (const height of [4_000, 4_001]) {
      await (await talk.mock.tenant()).files.update(image, (draft) => Object.assign(draft, { width: 4_000, height }))
      const { json } = await talk.mock.send('GET', `/colors/images/${image}`)
      talk.note(`${height}`, json.color_analysis.dominant_colors.length)
    }
  })
  expect(text).toMatchSnapshot()
})

/** Two pixels, of each kind that a PNG can hold. */
const pictures = {
  grey: encode({ width: 2, height: 1, channels: 1, depth: 8, data: Uint8Array.of(0, 255) }),
  'grey and opacity': encode({ width: 2, height: 1, channels: 2, depth: 8, data: Uint8Array.of(0, 255, 128, 255) }),
  colour: encode({ width: 2, height: 1, channels: 3, depth: 8, data: Uint8Array.of(255, 0, 0, 0, 0, 255) }),
  'colour and opacity': encode({
    width: 2,
    height: 1,
    channels: 4,
    depth: 8,
    data: Uint8Array.of(0, 200, 0, 255, 9, 9, 9, 0),
  }),
  'sixteen bits': encode({
    width: 2,
    height: 1,
    channels: 3,
    depth: 16,
    data: Uint16Array.of(65_535, 0, 0, 0, 0, 32_768),
  }),
}

test('the pixels of an uploaded picture are read, whatever its kind', async () => {
  const text = await transcript(async (talk) => {
    for (const [kind, bytes] of Object.entries(pictures)) {
      const image = await upload(talk, bytes, `${kind}.png`)
      const { json } = await talk.mock.send('GET', `/colors/images/${image}`)
      const { dominant_colors: colors, analytics } = json.color_analysis
      const told = colors.map(({ hex, percentage }: { hex: string; percentage: number }) => `${hex} ${percentage}`)
      talk.note(kind, { told, analytics })
    }
    for (const [bytes, name] of [
      [samples.jpeg.bytes, 'a.jpg'],
      [samples.gif.bytes, 'a.gif'],
    ] as const)
      await talk.ask(`GET /colors/images/${await upload(talk, bytes, name)}`)
  })
  expect(text).toMatchSnapshot()
})

test.each([
  [0, 11, 50, 'neutral'],
  [0, 12, 50, 'warm'],
  [0, 50, 7, 'neutral'],
  [0, 50, 8, 'warm'],
  [0, 50, 95, 'pastel'],
  [0, 50, 96, 'neutral'],
  [0, 50, 78, 'pastel'],
  [0, 50, 77, 'warm'],
  [0, 85, 40, 'vibrant'],
  [0, 84, 40, 'warm'],
  [0, 85, 39, 'warm'],
  [0, 85, 65, 'vibrant'],
  [0, 85, 66, 'warm'],
  [15, 50, 50, 'earth_tone'],
  [14, 50, 50, 'warm'],
  [49, 64, 50, 'earth_tone'],
  [50, 64, 50, 'warm'],
  [49, 65, 50, 'warm'],
  [70, 50, 50, 'cool'],
])('hue %i, saturation %i, lightness %i is %s', (h, s, l, family) => {
  expect(familyOf({ h, s, l })).toBe(family)
})

test('hues around red and yellow are warm', () => {
  expect([0, 69, 70, 329, 330].map(isWarmHue)).toEqual([true, true, false, false, true])
})

test('a colour has six digits', () => {
  expect(['#C4A87C', 'c4a87c', '#C4A87', '#C4A87CC', 'x#C4A87C'].map(isColor)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
