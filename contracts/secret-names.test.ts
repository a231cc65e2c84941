import { expect, test } from 'vitest'
import { createSecretNameCheck, isSecretName } from './secret-names.ts'

const secret = [
  'Authorization',
  'X-Api-Token',
  'X-Goog-Api-Key',
  'Ocp-Apim-Subscription-Key',
  'X-CSRF-Token',
  'x-api-key-v2',
  'api_keys',
  'access_tokens',
  'DD-APPLICATION-KEY',
  'X-Authorization-Key',
  'authcode',
  'totp',
  'Authentication',
  'proxy-authorization',
  'Cookie',
  'SET-COOKIE',
  'X-Api-Key',
  'apikey',
  'api_key',
  'apiKey',
  'X-Auth-Token',
  'X-Amz-Security-Token',
  'X-Amz-Signature',
  'X-Amz-Credential',
  'access_token',
  'refreshToken',
  'id_token',
  'client_secret',
  'clientSecret',
  'password',
  'new_password',
  'passwordConfirmation',
  'password2',
  'user[password]',
  'otp',
  'PHPSESSID',
  'JSESSIONID',
  'connect.sid',
  'sig',
  'X-CSRF-Token',
  'XSRF-TOKEN',
  'Ocp-Apim-Subscription-Key',
  'x-functions-key',
  'X-Vault-Token',
  'PRIVATE-TOKEN',
  'Mock-Control-Token',
  'aws_secret_access_key',
  'private_key',
]

const open = [
  'Accept',
  'Content-Type',
  'X-Request-ID',
  'request_id',
  'X-RateLimit-Remaining',
  'session_id',
  'api_key_id',
  'key_prefix',
  'total_tokens',
  'token_count',
  'token_index',
  'remaining_tokens',
  'next_page_token',
  'password_changed_at',
  'has_password_policy',
  'author',
  'code',
  'compass',
  'passenger',
  'monkey',
  'ETag',
  '',
]

test.each(secret)('%s is secret', (name) => {
  expect(isSecretName(name)).toBe(true)
})

test.each(open)('%j is not', (name) => {
  expect(isSecretName(name)).toBe(false)
})

test('what is memoized is what was said', () => {
  const check = createSecretNameCheck()
  for (const name of [...secret, ...open, ...secret]) expect(check(name)).toBe(isSecretName(name))
})
