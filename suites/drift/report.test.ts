import { expect, test } from 'vitest'
import type { Drift, DriftFinding } from './judge.ts'
import { driftHtml, driftJson, driftJunit, driftSentence, driftText } from './report.ts'

/** A page without its looks. */
const unstyled = (page: string) => page.replace(/<style>.*?<\/style>/s, '')

const finding = (verdict: 'fail' | 'pass', operation: string, reason?: string): DriftFinding => ({
  rule: 'parameters-agree',
  level: 'MUST',
  verdict,
  evidence: `${operation} query limit maximum: 100, the contract has 50`,
  difference: {
    rule: 'parameters-agree',
    operation,
    where: 'query limit',
    what: 'maximum',
    published: '100',
    contract: '<50>',
  },
  ...(reason !== undefined && { reason }),
})

const rule = (verdict: 'fail' | 'pass' | 'warn', findings: readonly DriftFinding[]) => ({
  rule: 'parameters-agree',
  level: 'MUST' as const,
  verdict,
  statement: 'Parameters are those of the contract',
  source: 'the document',
  evidence: `${findings.length} differ`,
  findings,
})

const alike: DriftFinding = {
  rule: 'parameters-agree',
  level: 'MUST',
  verdict: 'pass',
  evidence: 'all 12 operations have them',
}

const drifts: Readonly<Record<string, Drift>> = {
  'nothing differs': { verdicts: [rule('pass', [alike])], compared: 12, isGood: true },
  'one thing differs': {
    verdicts: [rule('fail', [finding('fail', 'GET /files'), finding('pass', 'GET /folders', 'as published')])],
    compared: 12,
    isGood: false,
  },
  'many things differ': {
    verdicts: [
      rule(
        'fail',
        Array.from({ length: 42 }, (_, index) => finding('fail', `GET /files/${index}`)),
      ),
      rule('warn', [{ ...alike, verdict: 'warn', evidence: 'an accepted difference does not occur' }]),
    ],
    compared: 50,
    isGood: false,
  },
}

test.each(
  Object.entries(drifts).flatMap(([name, drift]) => [
    [name, 'sentence', driftSentence(drift)],
    [name, 'terminal', driftText(drift)],
    [name, 'terminal in colours', driftText(drift, { isColoured: true })],
    [name, 'JSON', driftJson(drift)],
    [name, 'JUnit', driftJunit(drift, 'openapi.json')],
    [name, 'page', unstyled(driftHtml(drift, 'openapi.json'))],
  ]),
)('where %s, the %s is whole', (_, __, text) => {
  expect(text).toMatchSnapshot()
})
