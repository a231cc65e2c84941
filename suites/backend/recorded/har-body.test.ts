import { expect, test } from 'vitest'
import { plainBytes } from '../exchange.ts'
import { keptBytes } from '../send/sender.ts'
import { bodyOf } from './har-body.ts'

const read = (content: Record<string, unknown>, more: Partial<Parameters<typeof bodyOf>[1]> = {}) =>
  bodyOf(content, { isLost: false, isNone: false, contentEncoding: undefined, ...more })

const base64 = (text: string) => ({ text: Buffer.from(text).toString('base64'), encoding: 'base64' })

test.each<[string, ReturnType<typeof bodyOf>, Partial<ReturnType<typeof bodyOf>>]>([
  ['a text is what it is', read({ text: 'ä', size: 9 }), { body: 'ä', bodyBytes: 2 }],
  ['a mark before it is no text', read({ text: '\uFEFFä' }), { body: 'ä', bodyBytes: 5 }],
  ['a text of no length is a body', read({ text: '', size: 0 }), { body: '', bodyBytes: 0 }],
  ['unless it has a size', read({ text: '', size: 5 }), { body: null, bodyBytes: 5 }],
  ['none is unknown', read({ size: 5 }), { body: null, bodyBytes: 5 }],
  ['a size that is none is nothing', read({ size: -1 }), { body: null, bodyBytes: 0 }],
  ['a size of a text is nothing', read({ size: '5' }), { body: null, bodyBytes: 0 }],
  ['none is none where there can be none', read({}, { isNone: true }), { body: '', bodyBytes: 0 }],
  ['what was lost is unknown', read({ text: 'a', size: 5 }, { isLost: true }), { body: null, bodyBytes: 5 }],
  ['bytes are decoded', read(base64('ä')), { body: 'ä', bodyBytes: 2, isCut: false }],
  [
    'bytes that are no text say so',
    read({ text: Buffer.from([0xe4]).toString('base64'), encoding: 'base64' }),
    { body: '\uFFFD', bodyBytes: 1, bytes: { ...plainBytes, isUtf8: false } },
  ],
  ['as many as are kept are whole', read(base64('x'.repeat(keptBytes))), { bodyBytes: keptBytes, isCut: false }],
  [
    'more are cut',
    read(base64('x'.repeat(keptBytes + 1))),
    { body: 'x'.repeat(keptBytes), bodyBytes: keptBytes + 1, isCut: true },
  ],
])('%s', (_, seen, expected) => {
  expect(seen).toMatchObject(expected)
})

test.each([
  ['gzip', 'gzip'],
  [' BR ', 'br'],
  ['deflate', 'deflate'],
  ['zstd', 'zstd'],
  ['compress', 'identity'],
  [undefined, 'identity'],
])('that it was in the coding %s is believed', (contentEncoding, encoding) => {
  for (const content of [{ text: 'a' }, base64('a'), {}])
    expect(read(content, { contentEncoding }).bytes.encoding).toBe(encoding)
})
