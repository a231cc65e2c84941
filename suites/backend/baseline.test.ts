import { expect, test } from 'vitest'
import { newFailures, readBaseline } from './baseline.ts'
import type { Exchange } from './exchange.ts'
import { answered, handMadeMs, handMadeRun, refused } from './hand-made.ts'
import { backendJson } from './report/json.ts'
import { judgeRun } from './verify.ts'

const judged = (...exchanges: readonly Exchange[]) => judgeRun(handMadeRun(exchanges))

/** The rules whose failures in the second run the first does not know. */
function news(before: readonly Exchange[], after: readonly Exchange[]): string[] {
  const known = readBaseline(backendJson(judged(...before)))
  return newFailures(judged(...after), known).map(({ rule }) => rule)
}

const limited = (retryAfter: number) =>
  refused('RATE_LIMIT_ERROR', { headers: { 'Retry-After': retryAfter, 'X-RateLimit-Reset': handMadeMs / 1_000 + 60 } })
const framework = (status: number) => answered(status, { operation: 'listFiles', body: { detail: 'no' } })

test('the same defect is known, whatever its value was', () => {
  expect(news([limited(59_000)], [limited(58_000)])).toEqual([])
})

test('the same defect of another status is new', () => {
  expect(news([framework(422)], [framework(422), framework(404)])).toEqual(['error-is-envelope'])
})

test('the same defect of another operation is new', () => {
  const elsewhere = answered(422, { operation: 'listFolders', body: { detail: 'no' } })
  expect(news([framework(422)], [elsewhere])).toEqual(['error-is-envelope'])
})

test('another field of the same answer is new', () => {
  const without = (error: Record<string, unknown>) => [refused('HTTP_404', { operation: 'getFile', error })]
  expect(news(without({ message: 7 }), without({ message: 7, details: 'x' }))).toEqual(['error-details-is-object'])
})

test.each([
  ['{', 'The baseline is not JSON'],
  ['{}', 'has no verdicts'],
  ['{"verdicts":[{}]}', 'without findings'],
  ['{"verdicts":[{"findings":[{"verdict":"fail","rule":"a","evidence":"b"}]}]}', 'before findings had fingerprints'],
])('%s is refused', (text, message) => {
  expect(() => readBaseline(text)).toThrow(message)
})

test('without a baseline every failure is new', () => {
  expect(newFailures(judged(framework(422))).map(({ rule }) => rule)).toEqual(['error-is-envelope'])
})
