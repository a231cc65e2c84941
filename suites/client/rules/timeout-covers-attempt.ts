import { fail, inconclusive, type Look, pass } from '../../rules/look.ts'
import { lettingGo } from '../judging/letting-go.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { latest } from '../run.ts'
import { always } from '../script/step.ts'
import { silent } from './attempts-bounded.ts'
import { broken, tellsLate } from './no-wait-after-last.ts'

const timeoutMs = 700
const patienceMs = 60_000
const commandPatienceMs = 15_000

export const timeoutCoversAttempt: ClientRule = {
  id: 'timeout-covers-attempt',
  level: 'MUST',
  group: 'what',
  statement:
    'The timeout of an attempt covers its head and its whole body, also a body that drips and the body of an error.',
  source: 'Azure fault injector: a partial response must behave as no response',
  remedy:
    'Start one timer with the attempt and stop it when the body is read; a timer that each byte sets back never ends.',
  restsOnTimeout: true,
  scenarios: [
    {
      request: 'listFiles',
      script: [always({ status: 200, body: 'drips' })],
      timeoutMs,
      patienceMs,
      commandPatienceMs,
    },
    {
      request: 'listFiles',
      script: [always({ status: 503, transport: 'stall-body' })],
      timeoutMs,
      patienceMs,
      commandPatienceMs,
    },
  ],
  background: [broken, silent],
  judge({ calls, clock }, { runOf }) {
    const isLate = [broken, silent].some((scenario) => {
      const elsewhere = runOf(scenario)
      return elsewhere !== undefined && tellsLate(elsewhere)
    })
    return calls.flatMap((call): Look[] => {
      if (call.attempts.length === 0) return [inconclusive('sent nothing')]
      return call.attempts.map((attempt, index): Look => {
        const { afterMs, by } = lettingGo(call, attempt, { tellsLate: isLate })
        const name = `attempt ${index + 1}`
        if (afterMs === null)
          return fail(
            `${name} was still under way after ${ms(call.watchedMs)}, told to give up after ${ms(timeoutMs)} (by ${by})`,
          )
        const facts = `${name} was given up after ${ms(afterMs)}, told ${ms(timeoutMs)} (by ${by})`
        return afterMs <= latest(timeoutMs, clock) ? pass(facts) : fail(facts)
      })
    })
  },
}
