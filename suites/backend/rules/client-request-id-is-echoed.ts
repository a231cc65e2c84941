import { warn } from '../../rules/look.ts'
import { type Answered, headerValue } from '../exchange.ts'
import { runRule } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

const sentId = ({ request }: Answered) => headerValue(request, 'X-Request-ID')
const isEchoed = (exchange: Answered) => headerValue(exchange.answer, 'X-Request-ID') === sentId(exchange)

export const clientRequestIdIsEchoed = runRule({
  id: 'client-request-id-is-echoed',
  statement: 'A target that takes over the X-Request-ID of a client does so on every answer',
  source: 'assumed: the pages document the header on requests only',
  level: 'SHOULD',
  needs: ifAnswered,
  concerns: (exchange) => sentId(exchange) !== undefined,
  check(sent) {
    if (!sent.some(isEchoed)) return null
    return sent
      .filter((exchange) => !isEchoed(exchange))
      .map((exchange) => ({
        ...warn('Here the X-Request-ID of the client was not taken over'),
        field: 'X-Request-ID',
        exchange,
      }))
  },
  unseen: 'The target never takes over the X-Request-ID of a client, nor promises to',
  isOptional: true,
})
