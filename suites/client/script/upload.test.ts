import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { bodyOf, incoming } from '../testing/incoming.ts'
import { uploadReader } from './upload.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test('a body is read in parts: what one call leaves, the next one reads', async () => {
  const moved: string[] = []
  const reader = uploadReader(incoming({ body: bodyOf('ab', 'cd', 'ef') }), () => moved.push('moved'))
  expect(await reader.read(3)).toEqual({ bytes: 4, sha256: sha256('abcd'), text: 'abcd' })
  expect(await reader.read(4)).toMatchObject({ bytes: 4 })
  expect(moved).toHaveLength(2)
  expect(await reader.read()).toEqual({ bytes: 6, sha256: sha256('abcdef'), text: 'abcdef' })
  expect(await reader.read()).toMatchObject({ bytes: 6 })
  expect(moved).toHaveLength(3)
})

test('no body is an empty one', async () => {
  expect(await uploadReader(incoming(), () => {}).read()).toEqual({ bytes: 0, sha256: sha256(''), text: '' })
})

test('of a long body the first 64 KiB are kept as text', async () => {
  const piece = 'x'.repeat(40_000)
  const { bytes, text } = await uploadReader(incoming({ body: bodyOf(piece, piece, piece) }), () => {}).read()
  expect([bytes, text.length]).toEqual([120_000, 65_536])
  const exact = await uploadReader(incoming({ body: bodyOf('x'.repeat(65_536), 'y') }), () => {}).read()
  expect([exact.bytes, exact.text.length, exact.text.at(-1)]).toEqual([65_537, 65_536, 'x'])
})
