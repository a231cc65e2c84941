import { inconclusive, notApplicable, pass, warn } from '../../rules/look.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { always } from '../script/step.ts'

export const errorTellsAttempts: ClientRule = {
  id: 'error-tells-attempts',
  level: 'MAY',
  group: 'again',
  statement: 'The error says how many attempts were made.',
  source: 'AWS SDK ($metadata.attempts)',
  remedy: 'Put the number of attempts on the error.',
  scenarios: [{ request: 'listFiles', script: [always({ status: 500 })], isLong: true }],
  judge({ calls }) {
    return calls.map(({ attempts, outcome }) => {
      if (outcome === null) return inconclusive('the call had not ended')
      if (outcome.isBlind) return notApplicable('only an exit code: no JSON line tells what the caller learns')
      const { attempts: told } = outcome.found
      if (told === attempts.length) return pass(`${outcome.name} says ${count(told, 'attempt')}`)
      return warn(
        told === null
          ? `${outcome.name} does not say that it made ${attempts.length}`
          : `${outcome.name} says ${told}, it made ${attempts.length}`,
      )
    })
  },
}
