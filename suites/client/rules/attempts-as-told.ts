import { fail, inconclusive, type Look, notApplicable, pass } from '../../rules/look.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { ScenarioRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { always, ok } from '../script/step.ts'

/** So many are no client's own number. */
const mostAttempts = 30

const told = (maxAttempts: number): Scenario => ({
  request: 'listFiles',
  script: [always({ status: 500 })],
  maxAttempts,
  isLong: true,
})
export const once = told(1)
const thrice = told(3)
/** Whoever looks at the fault before it looks at the number tries once more. */
const brokenOnce: Scenario = { ...once, script: [{ transport: 'reset' }, ok] }
/** One number is for all kinds of faults. */
const mixed: Scenario = {
  ...thrice,
  script: [{ transport: 'reset' }, { status: 500 }, { transport: 'reset' }, always({ status: 500 })],
}

const attemptsOf = (run: ScenarioRun | undefined): number | undefined => run?.calls[0]?.attempts.length

export const attemptsAsTold: ClientRule = {
  id: 'attempts-as-told',
  level: 'MUST',
  group: 'how',
  statement: 'Told how many attempts to make, the first included, it makes so many.',
  source: 'Azure and AWS retry settings; nested retries multiply (Google SRE book, ch. 22)',
  remedy:
    'Let one layer retry and switch the others off, count the first attempt as one, and look at the one number before you look at the fault.',
  scenarios: [once, thrice, brokenOnce, mixed],
  judge({ scenario, calls }, { runOf }) {
    const { maxAttempts = 1 } = scenario
    const afterOne = attemptsOf(runOf(once))
    const afterThree = attemptsOf(runOf(thrice))
    const isDeaf = afterOne !== undefined && afterOne === afterThree
    return calls.map(({ attempts, outcome }): Look => {
      const made = attempts.length
      const facts = `told ${count(maxAttempts, 'attempt')}, made ${made}`
      if (isDeaf) return notApplicable(`made ${made} whatever it was told: hand maxAttempts on if it can be told`)
      if (outcome === null && made <= maxAttempts) return inconclusive(`${facts}, and the call had not ended`)
      if (made === maxAttempts) return pass(facts)
      if (scenario === mixed && made < maxAttempts)
        return notApplicable(`${facts}: it does not try again after each of these faults`)
      if (made > mostAttempts && outcome === null) return fail(`${facts}, and was still going`)
      if (scenario === brokenOnce) return fail(`${facts}, since the connection broke`)
      if (scenario === mixed) return fail(`${facts}: it counts by kind of fault`)
      if (made === maxAttempts + 1) return fail(`${facts}: it takes the number for that of the retries`)
      if (made % maxAttempts === 0) return fail(`${facts}: ${made / maxAttempts} for each, as nested retries do`)
      return fail(facts)
    })
  },
}
