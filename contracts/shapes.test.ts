import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildEnvelope, envelopeDifferences, isEnvelope } from './envelope.ts'
import { errorCodes } from './errors.ts'
import { validateResponse } from './response-validation.ts'
import { judgeBody, shapeNames, shapes } from './shapes.ts'

const requestId = '550e8400-e29b-41d4-a716-446655440000'
const input = {
  code: 'TIMEOUT',
  status: 503,
  message: 'It took too long',
  details: { field: 'limit' },
  requestId,
  nowMs: 0,
} as const

describe('the envelope', () => {
  test.each(errorCodes)('of %s conforms, by our own judgement and by its schema', (code) => {
    const envelope = buildEnvelope(code, requestId)
    expect(isEnvelope(envelope)).toBe(true)
    expect(validateResponse('Envelope', envelope)).toEqual([])
  })

  test.each<[what: string, body: unknown, paths: string[]]>([
    ['a missing request_id', { error: { code: 'TIMEOUT', message: 'x' } }, ['request_id']],
    ['a numeric code', { error: { code: 429, message: 'x' }, request_id: 'r' }, ['error.code']],
    ['a code in lower case', { error: { code: 'timeout', message: 'x' }, request_id: 'r' }, ['error.code']],
    ['an empty message', { error: { code: 'TIMEOUT', message: ' ' }, request_id: 'r' }, ['error.message']],
    [
      'details that are a list',
      { error: { code: 'TIMEOUT', message: 'x', details: [] }, request_id: 'r' },
      ['error.details'],
    ],
    ['an error that is text', { error: 'TIMEOUT', request_id: 'r' }, ['error']],
    ['everything wrong', { error: {}, request_id: 7 }, ['error.code', 'error.message', 'request_id']],
    ['no object at all', 'TIMEOUT', ['']],
  ])('%s is named', (_, body, paths) => {
    expect(envelopeDifferences(body).map(({ path }) => path)).toEqual(paths)
  })
})

describe('judging a body', () => {
  test.each(shapeNames)('%s is recognised as what it was written as', (name) => {
    expect(judgeBody(shapes[name].write(input), shapes[name].contentType ?? '').shape).toBe(name)
  })

  test('an envelope with defects is told from a foreign shape', () => {
    expect(judgeBody('{"error":{"code":429,"message":"x"},"request_id":"r"}')).toMatchObject({
      shape: 'broken-envelope',
      differences: [{ path: 'error.code', got: '429' }],
    })
  })

  test.each([
    ['{"unexpected":true}', 'JSON of an unknown shape'],
    ['plain words', 'neither JSON nor any known shape'],
    ['[1,2]', 'neither JSON nor any known shape'],
  ])('%s stays unknown', (text, title) => {
    expect(judgeBody(text)).toMatchObject({ shape: 'unknown', title })
  })

  test('no body makes it throw, and none but an envelope is called one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.string(), (text, contentType) => {
        expect(judgeBody(text, contentType).shape).not.toBe('envelope')
      }),
    )
  })
})
