import { isSuccess, shapeOf } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst } from '../sabotage.ts'
import { isErrorInDisguise } from '../success-answer.ts'

export const successIsNoError = answerRule({
  id: 'success-is-no-error',
  statement: 'A success holds no error: what fails says so by its status',
  source: 'Error Codes Reference, "HTTP Status Codes"',
  level: 'MUST',
  concerns: isSuccess,
  check(exchange) {
    if (!isErrorInDisguise(exchange)) return undefined
    const verdict = shapeOf(exchange)
    const title = verdict.shape === 'envelope' ? 'the error envelope' : verdict.title
    return { evidence: `${exchange.answer.status} was answered with ${title} as its body` }
  },
  unseen: 'No request succeeded',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ operation, answer }) => operation === 'listFolders' && answer.status === 200,
      (answer) => ({
        ...answer,
        body: '{"error":{"code":"HTTP_500","message":"It failed"},"request_id":"9b2e9f0a-37e5-4b67-9f44-6a3c1fd2f6f0"}',
      }),
    ),
})
