import { fail } from '../../rules/look.ts'
import { answerRule } from '../rule.ts'

export const paymentDueIs402 = answerRule({
  id: 'payment-due-is-402',
  statement: 'An account whose payment is due is answered with 402',
  source: 'Error Codes Reference, "HTTP Status Codes"',
  level: 'MUST',
  concerns: ({ intent }) => intent === 'past-due',
  check: ({ answer: { status } }) =>
    status === 402 ? undefined : fail(`A read with a key whose payment is due was answered with ${status}`),
  unseen: 'No key with a payment due was given: set AIONVISION_PASTDUE_API_KEY',
})
