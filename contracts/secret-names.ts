/**
 * The one list of what is secret by its name, for headers, queries, cookies, forms and JSON alike. A name is read as words
 * (`X-Amz-Security-Token`, `refreshToken`, `new_password`), and what it ends with decides: a `password` is secret, a
 * `password_changed_at` is not.
 */
const secretEndings: readonly string[] = [
  'access key',
  'access key id',
  'access tokens',
  'account key',
  'api key',
  'api keys',
  'apikey',
  'apitoken',
  'app key',
  'appkey',
  'application key',
  'assertion',
  'auth code',
  'auth key',
  'authcode',
  'authkey',
  'authorization',
  'authorization code',
  'authorization key',
  'authtoken',
  'bearer',
  'client key',
  'code verifier',
  'connection string',
  'cookie',
  'credential',
  'credentials',
  'csrf',
  'cvc',
  'cvv',
  'deploy key',
  'dev key',
  'developer key',
  'dpop',
  'encryption key',
  'functions key',
  'hmac',
  'id token hint',
  'jwt',
  'license key',
  'master key',
  'mfa code',
  'oidc data',
  'otp',
  'otp code',
  'pass',
  'passcode',
  'passphrase',
  'passwd',
  'password',
  'passwords',
  'private key',
  'publishable key',
  'pwd',
  'refresh tokens',
  'reset code',
  'secret',
  'secret key',
  'secrets',
  'service key',
  'session key',
  'shared key',
  'sig',
  'signature',
  'signing key',
  'ssh key',
  'stripe key',
  'subscription key',
  'token',
  'totp',
  'user key',
  'verification code',
  'xsrf',
]

/** Secret only where the whole name is this: as an ending they are ordinary words. */
const secretWords: readonly string[] = [
  'auth',
  'authentication',
  'connect sid',
  'cookies',
  'jsessionid',
  'pat',
  'pin',
  'sas',
  'sessionid',
  'sid',
  'x auth',
  'x authentication',
  'x session',
  'x session id',
]

/** Tokens that only say where one is in a list or a text. */
const harmlessEndings: readonly string[] = [
  'continuation token',
  'cursor token',
  'next token',
  'page token',
  'previous token',
  'sync token',
]

/** What is said of a secret, behind its name: `password_confirmation`, `api_key_2`. */
const addition = /(?: (?:again|confirm|confirmation|hash|new|old|plain|repeat|v|\d+))+$/

const longestName = 100

const wordsOf = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([a-zA-Z])(\d+)$/, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '')
    .join(' ')

const endsWithOneOf = (words: string, endings: readonly string[]) =>
  endings.some((ending) => words === ending || words.endsWith(` ${ending}`))

/** Whether what stands under this name is secret: a header, a parameter, a field. */
export function isSecretName(name: string): boolean {
  if (name.length > longestName) return false
  const all = wordsOf(name)
  const words = all.replace(addition, '')
  if (endsWithOneOf(words, harmlessEndings)) return false
  return endsWithOneOf(words, secretEndings) || secretWords.includes(all) || words.endsWith('sessid')
}

const mostMemoized = 500

/** `isSecretName`, memoized: the same header names come over and over. */
export function createSecretNameCheck(): (name: string) => boolean {
  const known = new Map<string, boolean>()
  return (name) => {
    const said = known.get(name)
    if (said !== undefined) return said
    const isSecret = isSecretName(name)
    if (known.size < mostMemoized) known.set(name, isSecret)
    return isSecret
  }
}
