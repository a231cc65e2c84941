import { warn } from '../../rules/look.ts'
import { usualGap } from '../judging/wait.ts'
import type { ClientRule } from '../rule.ts'
import { dateScenario, lookAtDates, plain } from './ra-http-date.ts'

export const raHttpDateObsolete: ClientRule = {
  id: 'ra-http-date-obsolete',
  level: 'MUST',
  group: 'retry-after',
  statement:
    'The two obsolete forms of an HTTP-date (RFC 850, asctime) are understood. Servers never send them: a warning at most.',
  source: 'RFC 9110 §5.6.7 ("MUST accept all three")',
  remedy: 'Take all three forms of an HTTP-date, and read the ones without a zone as GMT, not as local time.',
  scenarios: [dateScenario('rfc850'), dateScenario('asctime')],
  background: [plain],
  judge({ calls, clock }, { runOf }) {
    const comesBack = usualGap(runOf(plain)) !== undefined
    return calls.flatMap((call) => lookAtDates(call, { clock, comesBack }, warn))
  },
}
