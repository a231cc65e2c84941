import { expect, test } from 'vitest'
import type { Verdict } from '../../rules/verdict.ts'
import type { Ending } from '../run.ts'
import { endingSentence, verdictSentence } from './sentences.ts'

const none: Readonly<Record<Verdict, number>> = {
  fail: 0,
  warn: 0,
  inconclusive: 0,
  'not-provoked': 0,
  pass: 0,
  'not-applicable': 0,
}

test.each<[Partial<Record<Verdict, number>>, Ending, string]>([
  [{ pass: 2 }, 'completed', 'GOOD: 0 rules are broken, 2 rules hold.'],
  [{ warn: 1 }, 'completed', 'GOOD: 0 rules are broken, 1 rule has a note, 0 rules hold.'],
  [{ pass: 1, warn: 2 }, 'completed', 'GOOD: 0 rules are broken, 2 rules have notes, 1 rule holds.'],
  [{ fail: 1, pass: 1 }, 'completed', 'BROKEN: 1 rule is broken, 1 rule holds.'],
  [
    { fail: 2, 'not-provoked': 1 },
    'completed',
    'BROKEN: 2 rules are broken, 0 rules hold, 1 rule was not seen at work.',
  ],
  [
    { 'not-provoked': 1, inconclusive: 2, 'not-applicable': 9 },
    'completed',
    'NOTHING SEEN: 0 rules are broken, 0 rules hold, 3 rules were not seen at work.',
  ],
  [{ pass: 1 }, 'deadline', 'PARTIAL: 0 rules are broken, 1 rule holds.'],
  [{ fail: 1 }, 'lost', 'PARTIAL, BROKEN: 1 rule is broken, 0 rules hold.'],
])('%j of a run that ended %s', (counts, ending, sentence) => {
  expect(verdictSentence({ ...none, ...counts }, ending)).toBe(sentence)
})

test('each ending says what would help', () => {
  const endings: readonly Ending[] = ['completed', 'interrupted', 'deadline', 'max-requests', 'lost']
  expect(endings.map(endingSentence)).toEqual([
    '',
    'PARTIAL: the run was interrupted.',
    'PARTIAL: the deadline of the whole run passed; --deadline allows more time.',
    'PARTIAL: the run stopped at its greatest number of requests; --max-requests allows more.',
    'PARTIAL: the target stopped answering.',
  ])
})
