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
  'Cookie2',
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

/** One name for each way to end that makes a name secret. */
const endings = [
  ...['access_key', 'access_key_id', 'access_tokens', 'account_key', 'api_key', 'api_keys', 'api_token', 'apikey'],
  ...['apitoken', 'app_key', 'appkey', 'application_key', 'assertion', 'auth_code', 'auth_key', 'authcode', 'authkey'],
  ...['authorization', 'authorization_code', 'authorization_key', 'authtoken', 'bearer', 'client_key', 'code_verifier'],
  ...['connection_string', 'cookie', 'credential', 'credentials', 'csrf', 'cvc', 'cvv', 'deploy_key', 'dev_key'],
  ...['developer_key', 'dpop', 'encryption_key', 'functions_key', 'hmac', 'id_token_hint', 'jwt', 'license_key'],
  ...['master_key', 'mfa_code', 'oidc_data', 'otp', 'otp_code', 'pass', 'passcode', 'passphrase', 'passwd', 'password'],
  ...['passwords', 'personal_access_token', 'private_key', 'publishable_key', 'pwd', 'refresh_tokens', 'reset_code'],
  ...['secret', 'secret_key', 'secrets', 'service_key', 'sessid', 'session_key', 'shared_key', 'sig', 'signature'],
  ...['signing_key', 'ssh_key', 'stripe_key', 'subscription_key', 'token', 'totp', 'user_key', 'verification_code'],
  ...['xsrf', 'PHPsessid'],
]

/** Names that are secret as a whole, and not as an ending. */
const whole = [
  ...['auth', 'authentication', 'connect.sid', 'cookies', 'jsessionid', 'pat', 'pin', 'sas', 'sessionid'],
  ...['sid', 'x-auth', 'x-authentication', 'x-session', 'x-session-id'],
]

const harmless = [
  ...['continuation_token', 'cursor_token', 'next_page_token', 'next_token', 'page_token', 'previous_token'],
  'sync_token',
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

test.each(endings)('%s is secret, alone and as an ending, with an addition too', (name) => {
  for (const one of [name, `my_${name}`, `x-${name}-2`, `${name}_confirmation`])
    expect([one, isSecretName(one)]).toEqual([one, true])
})

test.each(whole)('%s is secret, what ends with it is not', (name) => {
  expect([isSecretName(name), isSecretName(`my-other-${name}`)]).toEqual([true, false])
})

test.each(harmless)('%s only says where one is', (name) => {
  expect([isSecretName(name), isSecretName(`the_${name}`), isSecretName(`${name}_2`)]).toEqual([false, false, false])
})

test.each(['again', 'confirm', 'confirmation', 'hash', 'new', 'old', 'plain', 'repeat', 'v', '7', 'new_again', 'v2'])(
  'a password is secret with %s behind it',
  (addition) => {
    expect(isSecretName(`password_${addition}`)).toBe(true)
  },
)

test('a name is read up to a hundred characters', () => {
  expect(isSecretName(`${'a'.repeat(91)}_password`)).toBe(true)
  expect(isSecretName(`${'a'.repeat(92)}_password`)).toBe(false)
})

test.each(open)('%j is not', (name) => {
  expect(isSecretName(name)).toBe(false)
})

test('what is memoized is what was said', () => {
  const check = createSecretNameCheck()
  for (const name of [...secret, ...open, ...secret]) expect(check(name)).toBe(isSecretName(name))
})
