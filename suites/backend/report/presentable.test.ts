import { expect, test } from 'vitest'
import { answered, unanswered } from '../hand-made.ts'
import type { BackendFinding } from '../rule.ts'
import type { Verification } from '../verify.ts'
import { presentable } from './presentable.ts'

const finding = (fields: Partial<BackendFinding>): BackendFinding => ({
  rule: 'a-rule',
  level: 'MUST',
  verdict: 'fail',
  evidence: 'it is',
  fingerprint: 'print',
  ...fields,
})

const shown = (findings: readonly BackendFinding[], evidence = 'it is') =>
  presentable({
    verdicts: [{ rule: 'a-rule', verdict: 'fail', level: 'MUST', evidence, statement: '', source: '', findings }],
    coverage: { codes: [], statuses: [] },
    run: {} as Verification['run'], // nobody looks at it here
    isGood: false,
  }).verdicts[0]

/** How many letters of a text are left, of one that is just short enough and of one that is too long by one. */
const kept = (most: number, show: (text: string) => string | undefined) =>
  [most, most + 1].map((length) => /^x*/.exec(show('x'.repeat(length)) ?? '')?.[0].length)

test('evidence is cut at a thousand letters, of the rule and of each finding', () => {
  expect(kept(1_000, (text) => shown([], text)?.evidence)).toEqual([1_000, 1_000])
  expect(kept(1_000, (text) => shown([finding({ evidence: text })])?.findings[0]?.evidence)).toEqual([1_000, 1_000])
  expect(shown([], 'x'.repeat(1_001))?.evidence).toBe(`${'x'.repeat(1_000)}… (1001 letters)`)
})

test('an exchange is cut in its address, the names and values of its headers, and its body', () => {
  const long = 'x'.repeat(5_000)
  const exchange = answered(200, { path: `/${long}`, sent: { [long]: long }, headers: { [long]: long }, body: long })
  const { request, answer } = shown([finding({ exchange })])?.findings[0]?.exchange ?? exchange
  const cut = (length: number) => `${'x'.repeat(length)}… (5000 letters)`
  expect(request.url).toMatch(/^https:.*x… \(\d+ letters\)$/)
  expect(request.url.indexOf('…')).toBe(2_000)
  expect(request.headers).toEqual([[cut(100), cut(1_000)]])
  expect(answer?.headers.at(-1)).toEqual([cut(100), cut(1_000)])
  expect(answer?.body).toBe(cut(4_096))
  expect(answer?.status).toBe(200)
})

test('sixty headers and twenty differences are shown, no more', () => {
  const headers = Object.fromEntries(Array.from({ length: 61 }, (_, index) => [`X-${index}`, 'v']))
  const differences = Array.from({ length: 21 }, () => ({
    path: 'p'.repeat(301),
    expected: 'e'.repeat(301),
    got: 'g'.repeat(301),
  }))
  const one = shown([finding({ exchange: answered(200, { sent: headers, headers }), differences })])?.findings[0]
  expect([one?.exchange?.request.headers.length, one?.exchange?.answer?.headers.length]).toEqual([60, 60])
  expect(one?.differences).toHaveLength(20)
  expect(one?.differences?.[0]).toEqual({
    path: `${'p'.repeat(300)}… (301 letters)`,
    expected: `${'e'.repeat(300)}… (301 letters)`,
    got: `${'g'.repeat(300)}… (301 letters)`,
  })
})

test('what is short stays, and one exchange stays one', () => {
  const exchange = unanswered('reset')
  const plain = finding({ field: 'error.code', exchange })
  const [first, second] = shown([plain, plain])?.findings ?? []
  expect(first).toEqual(plain)
  expect(second?.exchange).toBe(first?.exchange)
  expect(shown([finding({})])?.findings[0]).toEqual(finding({}))
})
