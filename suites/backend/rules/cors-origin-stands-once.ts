import { fail } from '../../rules/look.ts'
import { headerValues } from '../exchange.ts'
import { allowedOrigin, originOf } from '../pages.ts'
import { answerRule } from '../rule.ts'
import { shown } from '../shown.ts'
import { ifAnswered } from '../standing.ts'

export const corsOriginStandsOnce = answerRule({
  id: 'cors-origin-stands-once',
  statement: 'Access-Control-Allow-Origin stands once and is the origin of the page, or *',
  source: 'Fetch §3.2.2: a browser refuses two values',
  level: 'MUST',
  needs: ifAnswered,
  concerns: (exchange) => originOf(exchange) !== undefined && allowedOrigin(exchange) !== undefined,
  check(exchange) {
    const values = headerValues(exchange.answer, 'Access-Control-Allow-Origin')
    const field = 'Access-Control-Allow-Origin'
    if (values.length > 1) return { ...fail(`Access-Control-Allow-Origin stands ${values.length} times`), field }
    const [value = ''] = values
    return value.trim() === '*' || value.trim() === originOf(exchange)
      ? undefined
      : { ...fail(`Access-Control-Allow-Origin is ${shown(value)}, which is neither the page's origin nor *`), field }
  },
  unseen:
    'The target does not answer pages of other origins (no Access-Control-Allow-Origin); --origin names one that it knows',
  isOptional: true,
})
