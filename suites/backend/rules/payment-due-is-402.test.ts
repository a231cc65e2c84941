import { answered, refused, testBackendRule } from '../hand-made.ts'
import { paymentDueIs402 } from './payment-due-is-402.ts'

const due = { intent: 'past-due', credential: 'pastdue', operation: 'listFiles' } as const

testBackendRule(paymentDueIs402, [
  ['402', [refused('HTTP_402', due)], 'pass', 'the one answer'],
  ['403', [refused('AUTHZ_ERROR', due)], 'fail', 'answered with 403'],
  ['served all the same', [answered(200, due)], 'fail', 'answered with 200'],
  ['nobody tried', [refused('HTTP_402')], 'not-provoked', 'AIONVISION_PASTDUE_API_KEY'],
])
