import { describe, expect, test } from 'vitest'
import type { RuleVerdict } from '../../rules/finding.ts'
import type { Verdict } from '../../rules/verdict.ts'
import type { Exchange } from '../exchange.ts'
import { answered, handMadeMs } from '../hand-made.ts'
import type { BackendFinding } from '../rule.ts'
import type { Run } from '../run.ts'
import type { Verification } from '../verify.ts'
import { backendGithub } from './github.ts'
import { backendHtml } from './html.ts'
import { backendJson } from './json.ts'
import { backendJunit } from './junit.ts'
import { backendSarif } from './sarif.ts'
import { textReport } from './text.ts'

/** A page without its looks. */
const unstyled = (page: string) => page.replace(/<style>.*?<\/style>/s, '')

const error = { error: { code: 'RATE_LIMIT_ERROR', message: 'Too many <requests>' }, request_id: 'id-1' }

const refusedCreate = answered(429, {
  id: 7,
  method: 'POST',
  path: '/folders?at=1',
  operation: 'createFolder',
  sent: { Authorization: 'Bearer $AIONVISION_API_KEY', 'Content-Type': 'application/json' },
  sentBody: '{"name":"a"}',
  headers: { 'Retry-After': '1.5', 'X-Twice': ['a', 'b'] },
  body: error,
})

const unanswered: Exchange = {
  ...answered(500, { id: 8, operation: 'listFiles' }),
  answer: null,
  failure: 'socket hang up',
  failureKind: 'broken',
}

const finding = (verdict: Verdict, fields: Partial<BackendFinding> = {}): BackendFinding => ({
  rule: 'a-rule',
  level: 'MUST',
  verdict,
  evidence: `it is ${verdict}`,
  fingerprint: `print-${verdict}`,
  ...fields,
})

const judged = (
  rule: string,
  verdict: Verdict,
  findings: readonly BackendFinding[] = [finding(verdict)],
): RuleVerdict<BackendFinding> => ({
  rule,
  verdict,
  level: verdict === 'warn' ? 'SHOULD' : 'MUST',
  evidence: findings[0]?.evidence ?? '',
  statement: `What ${rule} says holds`,
  source: 'RFC 9110 §10.2.3',
  findings: findings.map((one) => ({ ...one, rule })),
})

const run = (fields: Partial<Run> = {}): Run => ({
  baseUrl: 'https://target.example/api/v2',
  origin: 'probes',
  shows: 'answers',
  exchanges: [refusedCreate, unanswered, answered(200, { id: 9, operation: 'listFiles' })],
  recipes: [],
  allowed: ['writes'],
  ending: 'completed',
  startedMs: handMadeMs,
  elapsedMs: 154_000,
  ...fields,
})

const coverage = {
  codes: [
    { name: 'RATE_LIMIT_ERROR', isObserved: true, note: 'createFolder' },
    { name: 'INTERNAL_ERROR', isObserved: false, note: 'cannot be provoked' },
  ],
  statuses: [{ name: '429', isObserved: true, note: 'createFolder' }],
}

const difference = { path: 'error.code', expected: 'a documented code', got: '"<X>"' }

const broken: Verification = {
  verdicts: [
    judged('retry-after-is-valid', 'fail', [
      finding('fail', { evidence: 'Retry-After "1.5" on 429', exchange: refusedCreate, differences: [difference] }),
      ...Array.from({ length: 7 }, (_, index) => finding('fail', { evidence: `the same on path ${index}` })),
    ]),
    judged('every-request-is-answered', 'fail', [
      finding('fail', { evidence: 'socket hang up', exchange: unanswered }),
    ]),
    judged('request-id-in-header', 'warn', [finding('warn'), finding('pass')]),
    judged('not-told', 'inconclusive'),
    judged('not-asked', 'not-provoked'),
    judged('holds', 'pass'),
    judged('holds-too', 'pass'),
    judged('is-elsewhere', 'not-applicable'),
  ],
  coverage,
  run: run({
    leftovers: [
      {
        what: 'folder',
        id: 'f1',
        name: 'aion-contract-probe-1a2b3c4d',
        remove: { method: 'DELETE', url: 'https://target.example/api/v2/folders/f1', headers: [], body: null },
        reason: 'its removal was answered with 403',
      },
    ],
  }),
  isGood: false,
}

/** A rule broken on ten paths in one way, and in three more; what has no operation, no body, a long one. */
const repeated: Verification = {
  verdicts: [
    judged('error-is-envelope', 'fail', [
      ...Array.from({ length: 10 }, (_, index) =>
        finding('fail', {
          evidence: 'The body is not the envelope',
          exchange: answered(500, {
            id: 20 + index,
            path: `/nowhere/${index}?limit=2`,
            body: `${'x'.repeat(590)} and ${'y'.repeat(index * 10)}`,
            headers: {
              ...{ 'Content-Length': 700, 'X-Request-ID': 'r', 'X-RateLimit-Limit': 9, 'X-RateLimit-Remaining': 8 },
              ...{ 'X-RateLimit-Reset': 7, Allow: 'GET', Location: 'z'.repeat(700), 'X-Other': 'is not shown' },
            },
          }),
          differences: [{ path: '', expected: 'an object', got: 'nothing' }, difference],
        }),
      ),
      finding('fail', {
        evidence: 'without a known body',
        exchange: answered(404, { operation: 'getFile', answer: { isBodyKnown: false } }),
      }),
      finding('fail', { evidence: 'of all exchanges' }),
      finding('fail', { evidence: 'of all exchanges' }),
      finding('fail', { evidence: 'of the last kind', exchange: refusedCreate }),
      finding('fail', { evidence: 'one more' }),
    ]),
    judged('has-a-note', 'warn', [finding('warn', { exchange: refusedCreate })]),
    judged('was-not-clear', 'inconclusive'),
  ],
  coverage: { codes: coverage.codes.slice(1), statuses: [] },
  run: run({
    allowed: ['writes', 'bursts'],
    ending: 'max-requests',
    exchanges: [refusedCreate, refusedCreate, { ...refusedCreate, operation: 'listFiles' }],
    leftovers: [
      { what: 'folder', id: null, name: 'aion-contract-probe-1a2b3c4d', remove: null, reason: 'nobody can tell' },
      {
        what: 'file',
        id: 'f2',
        name: 'aion-contract-probe-1a2b3c4d',
        remove: { method: 'DELETE', url: 'https://target.example/api/v2/user-files/f2', headers: [], body: null },
        reason: 'its removal was answered with 403',
      },
    ],
  }),
  isGood: false,
}

const verifications = {
  'repeats itself': repeated,
  'is good': { verdicts: [judged('holds', 'pass')], coverage, run: run({ leftovers: [] }), isGood: true },
  'is broken': broken,
  'was cut short': {
    verdicts: [judged('not-asked', 'not-provoked')],
    coverage: { codes: [], statuses: [] },
    run: run({ exchanges: [], ending: 'deadline', allowed: [] }),
    isGood: false,
  },
} as const satisfies Readonly<Record<string, Verification>>

describe.each(Object.entries(verifications))('of a run that %s', (_, verification) => {
  test.each([
    ['terminal', () => textReport(verification)],
    ['terminal in colours', () => textReport(verification, { isColoured: true })],
    ['JSON', () => backendJson(verification)],
    ['JUnit', () => backendJunit(verification)],
    ['page', () => unstyled(backendHtml(verification))],
    ['GitHub summary', () => backendGithub(verification)],
    ['SARIF', () => backendSarif(verification)],
  ])('the %s is whole', (__, write) => {
    expect(write()).toMatchSnapshot()
  })
})
