import { fail, type Look } from '../../rules/look.ts'
import { headerValue } from '../exchange.ts'
import { allowedOrigin, answersPages, wordsOf } from '../pages.ts'
import { answerRule, type SeenAnswer } from '../rule.ts'

/** Methods that need no permission. */
const safelisted = ['get', 'head', 'post']

function look({ request, answer, ...rest }: SeenAnswer): Look | undefined {
  if (answer.status < 200 || answer.status > 299)
    return fail(`The preflight was answered with ${answer.status}: no page can send a request with a key`)
  if (allowedOrigin({ request, answer, ...rest }) === undefined)
    return fail('The preflight names no Access-Control-Allow-Origin, though other answers do')
  const method = (headerValue(request, 'Access-Control-Request-Method') ?? 'GET').toLowerCase()
  const methods = wordsOf(headerValue(answer, 'Access-Control-Allow-Methods'))
  if (!safelisted.includes(method) && !methods.includes(method) && !methods.includes('*'))
    return fail(`The preflight does not allow the method ${method.toUpperCase()}`)
  const allowed = wordsOf(headerValue(answer, 'Access-Control-Allow-Headers'))
  // The asterisk does not stand for Authorization (Fetch §3.2.4).
  const isAllowed = (name: string) => allowed.includes(name) || (allowed.includes('*') && name !== 'authorization')
  const refused = wordsOf(headerValue(request, 'Access-Control-Request-Headers')).filter(
    (name) => name !== '' && !isAllowed(name),
  )
  return refused.length === 0 ? undefined : fail(`The preflight does not allow the header ${refused.join(', ')}`)
}

export const corsPreflightIsAllowed = answerRule({
  id: 'cors-preflight-is-allowed',
  statement: 'A target that answers pages of other origins answers their preflight, too: with 2xx and without a key',
  source: 'Fetch §4.8: a browser asks with OPTIONS, and sends no key with it',
  level: 'MUST',
  needs: ['considered', 'throttled', 'not-permitted', 'unavailable'],
  concerns: ({ intent }, run) => intent === 'preflight' && answersPages(run),
  check: look,
  unseen:
    'The target does not answer pages of other origins (no Access-Control-Allow-Origin); --origin names one that it knows',
  isOptional: true,
})
