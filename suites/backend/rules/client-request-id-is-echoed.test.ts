import { answered, testBackendRule } from '../hand-made.ts'
import { clientRequestIdIsEchoed } from './client-request-id-is-echoed.ts'

const sent = { sent: { 'X-Request-ID': 'mine' } }
const echoed = answered(200, { ...sent, headers: { 'X-Request-ID': 'mine' } })
const own = answered(404, { ...sent, headers: { 'X-Request-ID': 'theirs' } })

testBackendRule(clientRequestIdIsEchoed, [
  ['always taken over', [echoed, echoed], 'pass', '2 answers'],
  ['once taken over, once not', [echoed, own], 'warn', 'not taken over'],
  ['never taken over', [own, own], 'not-applicable', 'never takes over'],
  ['never sent', [answered(200)], 'not-applicable', 'never takes over'],
])
