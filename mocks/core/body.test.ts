import { describe, expect, test } from 'vitest'
import { nodePlatform } from '../adapters/node-platform.ts'
import { createJournal } from '../journal/journal.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { plainRequest } from '../testing/plain-request.ts'
import { drain, maxJsonBytes, meteredBody, readAll, readJson, readUpTo } from './body.ts'
import { BodyAborted, type RequestBody } from './message.ts'

/** A body in these parts, which says how many of them were taken; an error breaks it off. */
function bodyOf(parts: readonly (string | Uint8Array | Error)[], fields: Partial<RequestBody> = {}) {
  const seen = { taken: 0 }
  const body: RequestBody = {
    declaredBytes: undefined,
    async *chunks() {
      for (const part of parts) {
        if (part instanceof Error) throw part
        seen.taken += 1
        yield typeof part === 'string' ? new TextEncoder().encode(part) : part
      }
    },
    ...fields,
  }
  return { body, seen }
}

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes)
const gone = () => new BodyAborted('gone')

describe('a body as a whole', () => {
  test.each([
    [[], ''],
    [['ab'], 'ab'],
    [['ab', 'c', '', 'de'], 'abcde'],
  ])('of the parts %j is %j', async (parts, whole) => {
    expect(text(await readAll(bodyOf(parts).body, 5))).toBe(whole)
  })

  test('in one part is that part', async () => {
    const part = new Uint8Array(3)
    expect(await readAll(bodyOf([part]).body, 5)).toBe(part)
  })

  test('is not read beyond its limit, nor begun where it says that it is longer', async () => {
    const long = bodyOf(['abc', 'def', 'g'])
    expect([await readAll(long.body, 5), long.seen.taken]).toEqual([undefined, 2])
    const declared = bodyOf(['abcdef'], { declaredBytes: 6 })
    expect([await readAll(declared.body, 5), declared.seen.taken]).toEqual([undefined, 0])
    expect(text(await readAll(bodyOf(['abcde'], { declaredBytes: 5 }).body, 5))).toBe('abcde')
  })
})

describe('a body in part', () => {
  test.each([
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
    [9, 3],
  ])('up to %d bytes takes %d of three parts', async (bytes, taken) => {
    const { body, seen } = bodyOf(['ab', 'cd', 'ef'])
    await readUpTo(body, bytes)
    expect(seen.taken).toBe(taken)
  })

  test('may break off, but not otherwise fail', async () => {
    const broken = new Error('broken')
    await readUpTo(bodyOf(['a', gone()]).body, 5)
    await drain(bodyOf(['a', gone()]).body)
    await expect(readUpTo(bodyOf(['a', broken]).body, 5)).rejects.toBe(broken)
    await expect(drain(bodyOf(['a', broken]).body)).rejects.toBe(broken)
    const { body, seen } = bodyOf(['a', 'b'])
    await drain(body)
    expect(seen.taken).toBe(2)
  })

  test('that broke off says what it is', () => {
    expect(gone()).toMatchObject({ name: 'BodyAborted', message: 'gone' })
  })
})

describe('a metered body', () => {
  function create(parts: Parameters<typeof bodyOf>[0], fields?: Partial<RequestBody>) {
    const time = createManualTime()
    const attempt = createJournal({ requestIdOf: String }).open(plainRequest(), {
      tenant: 'a',
      operation: null,
      nowMs: 0,
    })
    return { time, attempt, body: meteredBody(bodyOf(parts, fields).body, attempt, nodePlatform, time) }
  }

  test('goes into the journal with length, hash and end', async () => {
    const { time, attempt, body } = create(['ab', 'c'], { declaredBytes: 3 })
    expect([body.isTouched, body.declaredBytes, body.isHeldBack]).toEqual([false, 3, false])
    time.advance(7)
    expect(text(await readAll(body, 9))).toBe('abc')
    expect(body.isTouched).toBe(true)
    expect(attempt.body).toEqual({
      bytes: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    })
    expect(attempt.times.bodyEndMs).toBe(7)
  })

  test('has no hash where it was not read to its end', async () => {
    const { attempt, body } = create(['ab', 'c'], { isHeldBack: true })
    expect(body.isHeldBack).toBe(true)
    await readUpTo(body, 1)
    expect([attempt.body, attempt.times.bodyEndMs]).toEqual([{ bytes: 2, sha256: null }, null])
    const broken = create(['ab', gone()])
    await drain(broken.body)
    expect([broken.attempt.body, broken.attempt.times.bodyEndMs]).toEqual([{ bytes: 2, sha256: null }, null])
  })
})

describe('a JSON body', () => {
  const read = (parts: Parameters<typeof bodyOf>[0] | null, type?: string) =>
    readJson(parts && bodyOf(parts).body, type)

  test.each([
    'application/json',
    'Application/JSON; charset=utf-8',
    'application/problem+json',
    'application/a.b-c+json ;x',
  ])('is read as %s', async (type) => {
    expect(await read(['{"a":', '1}'], type)).toEqual({ value: { a: 1 } })
  })

  test.each([
    [null, 'application/json', 400, 'body: Is required: a JSON object'],
    [['{}'], undefined, 415, 'Content-Type must be application/json; none was sent'],
    [['{}'], 'text/plain', 415, 'Content-Type must be application/json, not text/plain'],
    [['{}'], 'application/jsonp', 415, 'Content-Type must be application/json, not application/jsonp'],
    [['{}'], 'x-application/json', 415, 'Content-Type must be application/json, not x-application/json'],
    [[' \n'], 'application/json', 400, 'body: Is empty; expected a JSON object'],
    [[new Uint8Array([0xff])], 'application/json', 400, 'body: Is not valid UTF-8'],
    [['{'], 'application/json', 400, expect.stringMatching(/^body: Is not valid JSON: .+/)],
  ])('%j as %s is refused with %d', async (parts, type, status, message) => {
    const result = await read(parts, type)
    expect('refusal' in result && { status: result.refusal.status ?? 415, message: result.refusal.message }).toEqual({
      status,
      message,
    })
  })

  test('takes a megabyte and not a byte more', async () => {
    expect(maxJsonBytes).toBe(1_048_576)
    const whole = `"${'x'.repeat(maxJsonBytes - 2)}"`
    expect(await read([whole], 'application/json')).toEqual({ value: whole.slice(1, -1) })
    expect(await read([whole, ' '], 'application/json')).toEqual({
      refusal: { error: 'HTTP_413', message: 'The body exceeds 1048576 bytes', close: true },
    })
  })
})
