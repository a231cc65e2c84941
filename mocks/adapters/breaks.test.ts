import { expect, test } from 'vitest'
import type { ReplyBody } from '../core/message.ts'
import { type TransportKind, transportKinds } from '../faults/transports.ts'
import { breakWire, garbage, type Wire } from './breaks.ts'

async function textOf(body: ReplyBody): Promise<string> {
  if (body === null || typeof body === 'string') return body ?? 'nothing'
  let text = ''
  for await (const chunk of body as AsyncIterable<Uint8Array>) text += new TextDecoder().decode(chunk)
  return text
}

/** What a fault does to the wire that carries the answer, in its order. */
async function done(
  kind: TransportKind,
  given: Partial<Pick<Wire, 'isHead' | 'bytesPerSecond'>> & { body?: string } = {},
) {
  const seen: string[] = []
  const answers: Promise<unknown>[] = []
  const { body = 'abcde', isHead = false, bytesPerSecond } = given
  await breakWire(kind, {
    reply: { status: 200, headers: [], body },
    isHead,
    bytesPerSecond,
    headSent: () => void seen.push('head sent'),
    broken: () => void seen.push('broken'),
    sleep: async (ms) => void seen.push(`sleep ${ms}`),
    answer: (reply) => void answers.push(textOf(reply.body).then((text) => seen.push(`answer ${text}`))),
    inform: async (status, headers) => void seen.push(`inform ${status} ${headers.join(': ')}`),
    begin: async (promised, part) => void seen.push(`begin ${promised} with ${await textOf(part)}`),
    beginMalformed: async (part) => void seen.push(`begin malformed with ${await textOf(part)}`),
    sendGarbage: async () => void seen.push('garbage'),
    stopShort: async () => void seen.push('stop short'),
    close: async () => void seen.push('close'),
    reset: () => void seen.push('reset'),
    giveUp: () => void seen.push('give up'),
    endStream: (code) => void seen.push(`end ${code}`),
    goAway: (isProcessed) => void seen.push(`go away ${isProcessed}`),
  })
  await Promise.all(answers)
  return seen
}

const drops = ['sleep 400', 'sleep 400', 'sleep 400', 'sleep 400', 'sleep 400']

const wanted: Readonly<Record<TransportKind, readonly string[]>> = {
  reset: ['broken', 'reset'],
  close: ['broken', 'close'],
  'reset-mid-body': ['begin 5 with abc', 'sleep 20', 'broken', 'reset'],
  'close-mid-body': ['begin 5 with abc', 'broken', 'close'],
  'short-body': ['begin 69 with abcde', 'broken', 'stop short'],
  'stall-headers': ['broken', 'sleep 600000', 'give up'],
  'stall-body': ['begin 5 with abc', 'broken', 'sleep 600000', 'give up'],
  'slow-body': ['head sent', ...drops, 'answer abcde'],
  'malformed-chunk': ['begin malformed with abc', 'broken', 'close'],
  garbage: ['garbage', 'broken', 'close'],
  'early-hints': ['inform 103 Link: </favicon.ico>; rel=preload; as=image', 'head sent', 'answer abcde'],
  'slow-answer': ['head sent', 'answer abcde'],
  'h2-refused-stream': ['broken', 'end REFUSED_STREAM'],
  'h2-internal-error': ['broken', 'end INTERNAL_ERROR'],
  'h2-cancel': ['broken', 'end CANCEL'],
  'h2-goaway': ['broken', 'go away false'],
  'h2-goaway-processed': ['go away true', 'head sent', 'answer abcde'],
}

test.each(transportKinds)('%s does this to the wire, in this order', async (kind) => {
  expect(await done(kind)).toEqual(wanted[kind])
})

test('a body comes as slowly as it is told to, and one that has no bytes late', async () => {
  expect(await done('slow-body', { bytesPerSecond: 20 })).toEqual([
    'head sent',
    'sleep 100',
    'sleep 100',
    'sleep 50',
    'answer abcde',
  ])
  expect(await done('slow-body', { body: '' })).toEqual(['sleep 2000', 'head sent', 'answer nothing'])
})

test('an answer to HEAD has no body that could break off', async () => {
  expect((await done('close-mid-body', { isHead: true }))[0]).toBe('begin 0 with ')
  expect((await done('short-body', { isHead: true }))[0]).toBe('begin 64 with ')
})

test('garbage is the same 96 bytes each time, neither HTTP nor TLS', () => {
  expect(garbage).toHaveLength(96)
  expect([...garbage.subarray(0, 4), garbage[95]]).toEqual([137, 32, 183, 78, (95 * 151 + 137) % 256])
  expect(new Set(garbage).size).toBe(96)
})
