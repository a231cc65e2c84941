import { expect, test } from 'vitest'
import { mutations } from '../../../fixtures/clients/mutants/mutations.ts'
import { attempt, call } from '../hand-made.ts'
import { judgeRuns } from '../judge.ts'
import { successIs2xx } from '../rules/success-is-2xx.ts'
import type { CallRun } from '../run.ts'
import { virtualClock } from '../run.ts'
import { exampleOf } from './example.ts'

/** A report on a client whose calls in the scenarios of a rule were these. */
const reportOn = (...calls: CallRun[]) =>
  judgeRuns(
    [successIs2xx],
    successIs2xx.scenarios.flatMap((scenario, index) => {
      const one = calls[index]
      return one ? [{ scenario, clock: virtualClock, calls: [one] }] : []
    }),
    {},
  )

const posted = (at: number, status: number, origin = 'http://127.0.0.1:49152') =>
  attempt(at, status, { method: 'POST', target: `${origin}/api/v2/folders` })
const good = call([posted(0, 201)])
const bad = call([posted(0, 201), posted(500, 201), posted(1_500, 201)])
const edit = mutations['no-wait-after-last']

test('an example is drawn from the scenario that is broken, with the place in the code', () => {
  const example = exampleOf(edit, reportOn(good, bad, good), reportOn(good, good, good))
  const [broken] = successIs2xx.scenarios.slice(1)
  expect(broken?.request).toBe('describeBatch')
  expect(example).toMatchInlineSnapshot(`
    {
      "bad": [
        "        0 ms  POST http://127.0.0.1:PORT/api/v2/folders → 201",
        "      500 ms  POST http://127.0.0.1:PORT/api/v2/folders → 201",
        "    1,500 ms  POST http://127.0.0.1:PORT/api/v2/folders → 201",
        "    1,500 ms  success",
      ],
      "code": [
        "      const waitMs = Math.max(backoffMs(attempt), askedMs * (1 + Math.random() / 4))",
        "      const fits = askedMs <= longestWaitMs && Date.now() + waitMs < endMs",
        "      if (!mayHelp || !isSafe || attempt >= maxAttempts || !fits || budget < 1) throw error",
        "      budget -= 1",
        "      quietUntilMs = Math.max(quietUntilMs, Date.now() + askedMs)",
      ],
      "defect": "Sleeps after the last answer, too",
      "evidence": "sent 3 attempts although the first had 201",
      "good": [
        "        0 ms  POST http://127.0.0.1:PORT/api/v2/folders → 201",
        "        0 ms  success",
      ],
      "scenario": "POST 202*",
    }
  `)
})

test('what is as it should be shows nothing but the code', () => {
  const nothing = exampleOf(edit, { ...reportOn(good), verdicts: [] }, reportOn(good))
  expect(nothing).toMatchObject({
    scenario: '',
    good: [],
    bad: [],
    evidence: '',
    defect: 'Sleeps after the last answer, too',
  })
})

test('code at the beginning is shown from its first line', () => {
  const [first = ''] = exampleOf({ statement: '', edits: [] }, reportOn(good), reportOn(good)).code
  expect(first).toMatch(/^import /)
})
