import { expect, test } from 'vitest'
import { fail, inconclusive, notApplicable, notProvoked, pass, warn } from './look.ts'

test('a look has the verdict of its name, and its evidence', () => {
  const looks = [pass, warn, fail, inconclusive, notProvoked, notApplicable].map((look) => look('seen'))
  expect(looks).toEqual(
    ['pass', 'warn', 'fail', 'inconclusive', 'not-provoked', 'not-applicable'].map((verdict) => ({
      verdict,
      evidence: 'seen',
    })),
  )
})
