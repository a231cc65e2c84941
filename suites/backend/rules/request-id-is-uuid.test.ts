import { answered, refused, testBackendRule } from '../hand-made.ts'
import { requestIdIsUuid } from './request-id-is-uuid.ts'

const withId = (requestId: string) => [refused('HTTP_404', { requestId })]

testBackendRule(requestIdIsUuid, [
  ['a UUID', [refused('HTTP_404')], 'pass', 'the one answer'],
  ['a UUID in capitals', withId('9B2E9F0A-37E5-4B67-9F44-6A3C1FD2F6F0'), 'pass', 'the one answer'],
  ['a short id', withId('req-17'), 'warn', 'not a UUID'],
  ['a UUID with something behind it', withId('9b2e9f0a-37e5-4b67-9f44-6a3c1fd2f6f0-1'), 'warn', 'not a UUID'],
  ['an empty id is for another rule', withId(' '), 'not-provoked', 'request_id'],
  ['no envelope', [answered(404, { body: { request_id: 'x' } })], 'not-provoked', 'request_id'],
])
