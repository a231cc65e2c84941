import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildEnvelope, envelopeDifferences, isEnvelope } from './envelope.ts'
import { errorCodes } from './errors.ts'
import { validateResponse } from './response-validation.ts'
import { judgeBody, type ShapeName, shapeNames, shapes } from './shapes.ts'

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
    ['a blank request_id', { error: { code: 'TIMEOUT', message: 'x' }, request_id: ' ' }, ['request_id']],
    ['a list', [{ code: 'TIMEOUT' }], ['']],
    ['nothing', null, ['']],
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

test('each difference says what was expected, and what was there', () => {
  expect(envelopeDifferences({ error: { code: 7, message: '', details: [] } })).toEqual([
    { path: 'error.code', expected: 'a string in SCREAMING_SNAKE_CASE', got: '7' },
    { path: 'error.message', expected: 'a non-empty string', got: '""' },
    { path: 'error.details', expected: 'an object, or absent', got: '[]' },
    { path: 'request_id', expected: 'a non-empty string', got: 'nothing' },
  ])
  expect(envelopeDifferences({ error: 'TIMEOUT', request_id: 'r' })).toEqual([
    { path: 'error', expected: 'an object with code and message', got: '"TIMEOUT"' },
  ])
  expect(envelopeDifferences('x'.repeat(78))).toEqual([
    { path: '', expected: 'an object with error and request_id', got: `"${'x'.repeat(78)}"` },
  ])
  expect(envelopeDifferences('x'.repeat(79))[0]?.got).toBe(`"${'x'.repeat(76)}…`)
})

test('an envelope has details only when there are some, and the message that it was given', () => {
  expect(buildEnvelope('TIMEOUT', 'r')).toEqual({
    error: { code: 'TIMEOUT', message: 'The operation timed out' },
    request_id: 'r',
  })
  expect(buildEnvelope('TIMEOUT', 'r', { message: 'Late', details: { a: 1 } })).toEqual({
    error: { code: 'TIMEOUT', message: 'Late', details: { a: 1 } },
    request_id: 'r',
  })
})

const id = '550e8400-e29b-41d4-a716-446655440000'
const texts: Readonly<Record<ShapeName, readonly [title: string, contentType: string | null, text: string]>> = {
  envelope: [
    'the documented envelope',
    'application/json; charset=utf-8',
    `{"error":{"code":"TIMEOUT","message":"It took too long","details":{"field":"limit"}},"request_id":"${id}"}`,
  ],
  'framework-validation': [
    "the framework's own validation error",
    'application/json; charset=utf-8',
    '{"detail":[{"loc":["query","limit"],"msg":"It took too long","type":"value_error"}]}',
  ],
  'chat-error': [
    "the chat endpoints' error",
    'application/json; charset=utf-8',
    '{"error":"It took too long","error_code":"TIMEOUT","detail":"It took too long","timestamp":"1970-01-01T00:00:00.000Z"}',
  ],
  'files-error': [
    "the files endpoints' error",
    'application/json; charset=utf-8',
    '{"error":"TIMEOUT","message":"It took too long","details":{"field":"limit"}}',
  ],
  'problem-json': [
    'problem details (RFC 9457)',
    'application/problem+json',
    '{"type":"about:blank","title":"TIMEOUT","status":503,"detail":"It took too long"}',
  ],
  'framework-detail': ["the framework's own error", 'application/json; charset=utf-8', '{"detail":"It took too long"}'],
  html: [
    'an HTML page, as a load balancer sends it',
    'text/html; charset=utf-8',
    '<html>\r\n<head><title>503</title></head>\r\n<body>\r\n<center><h1>503</h1></center>\r\n</body>\r\n</html>\r\n',
  ],
  empty: ['an empty body', null, ''],
  'truncated-json': [
    'JSON that breaks off',
    'application/json; charset=utf-8',
    '{"error":{"code":"TIMEOUT","message":"It took too long","details":{"field":"limit"}},"request_id":"550e8400-e29b-41d4',
  ],
}

test.each(shapeNames)('%s is written so', (name) => {
  const { title, contentType, write } = shapes[name]
  expect([title, contentType, write(input)]).toEqual(texts[name])
})

test('without details there are none, and the framework names a parameter of its own', () => {
  const { details: _, ...bare } = input
  expect(shapes.envelope.write(bare)).toBe(
    `{"error":{"code":"TIMEOUT","message":"It took too long"},"request_id":"${id}"}`,
  )
  expect(shapes['files-error'].write(bare)).toBe('{"error":"TIMEOUT","message":"It took too long"}')
  expect(shapes['framework-validation'].write({ ...input, details: { field: 'ids' } })).toContain('["query","ids"]')
  expect(shapes['framework-validation'].write(bare)).toContain('["query","limit"]')
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
    ['{"error":"TIMEOUT"}', 'JSON of an unknown shape'],
    ['{"error_code":"TIMEOUT","message":"x"}', 'JSON of an unknown shape'],
    ['{"title":"x"}', 'JSON of an unknown shape'],
    ['{"status":503}', 'JSON of an unknown shape'],
    ['{"detail":7}', 'JSON of an unknown shape'],
    ['a {"broken', 'neither JSON nor any known shape'],
    ['['.repeat(300), 'JSON that is nested deeper than 200 levels'],
    [`[${'0,'.repeat(60_000)}0]`, 'JSON of more values than any answer has'],
  ])('%s stays unknown', (text, title) => {
    expect(judgeBody(text)).toMatchObject({ shape: 'unknown', title })
  })

  test.each([
    ['{"title":"x","status":503}', 'application/json', 'problem-json'],
    ['{"a":1}', 'Application/Problem+JSON', 'problem-json'],
    ['not JSON', 'application/problem+json', 'unknown'],
    ['a page', 'TEXT/HTML', 'html'],
    ['  <!DOCTYPE html>', '', 'html'],
    [' <HTML>', '', 'html'],
    ['a <html>', '', 'unknown'],
    [' \n', '', 'empty'],
    [' [{"a":1', '', 'truncated-json'],
    ['{"error":{}}', '', 'broken-envelope'],
    ['{"error":null}', '', 'broken-envelope'],
    ['{"error":"x","error_code":"Y","message":"z"}', '', 'chat-error'],
    ['{"error":"x","message":"z"}', '', 'files-error'],
    ['{"detail":[]}', '', 'framework-validation'],
  ])('%j as %j is %s', (text, contentType, shape) => {
    expect(judgeBody(text, contentType).shape).toBe(shape)
  })

  test('a foreign shape is told with its title and all that it lacks', () => {
    expect(judgeBody('{"detail":"No"}')).toEqual({
      shape: 'framework-detail',
      title: "the framework's own error",
      differences: [
        { path: 'error', expected: 'an object with code and message', got: 'nothing' },
        { path: 'request_id', expected: 'a non-empty string', got: 'nothing' },
      ],
    })
    expect(judgeBody('{"error":{},"request_id":"r"}')).toMatchObject({ title: 'an envelope with defects' })
  })

  test('no body makes it throw, and none but an envelope is called one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.string(), (text, contentType) => {
        expect(judgeBody(text, contentType).shape).not.toBe('envelope')
      }),
    )
  })
})
