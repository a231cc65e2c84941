import type { HeaderLine } from './exchange.ts'
import { type Credential, type KeyName, keyNames } from './probe.ts'

/** The operator's keys. Only `main` is needed. */
export type Keys = Readonly<Partial<Record<KeyName, string>>>

/** The environment variable of each key; also its stand-in wherever a request is shown. */
export const keyVariables: Readonly<Record<KeyName, string>> = {
  main: 'AIONVISION_API_KEY',
  expired: 'AIONVISION_EXPIRED_API_KEY',
  deactivated: 'AIONVISION_DEACTIVATED_API_KEY',
  readonly: 'AIONVISION_READONLY_API_KEY',
  pastdue: 'AIONVISION_PASTDUE_API_KEY',
  limited: 'AIONVISION_LIMITED_API_KEY',
  other: 'AIONVISION_OTHER_API_KEY',
  full: 'AIONVISION_FULL_API_KEY',
  exhausted: 'AIONVISION_EXHAUSTED_API_KEY',
}

/** No key, in two ways: the form is wrong; the form is right but nobody was ever given it. */
const madeUp = { malformed: 'not-a-key-7c1e4b', unknown: 'aion_nobody_was_ever_given_this_key' } as const

const isKeyName = (credential: Credential): credential is KeyName =>
  (keyNames as readonly string[]).includes(credential)

/** Which key a probe uses: bursts fall back to the main one, everything else needs its own. */
export function usedKey(credential: Credential, keys: Keys): Credential {
  return credential === 'limited' && keys.limited === undefined ? 'main' : credential
}

/** The text that is sent as the key, made up or not; undefined for none. */
export function sentKey(credential: Credential, keys: Keys): string | undefined {
  if (credential === 'none') return undefined
  return isKeyName(credential) ? keys[credential] : madeUp[credential]
}

/** What stands in `Authorization`, as it is sent and as it is shown; undefined for no header at all. */
export function authorization(credential: Credential, keys: Keys): { sent: HeaderLine; shown: HeaderLine } | undefined {
  if (credential === 'none') return undefined
  if (!isKeyName(credential)) {
    const line: HeaderLine = ['Authorization', `Bearer ${madeUp[credential]}`]
    return { sent: line, shown: line }
  }
  return {
    sent: ['Authorization', `Bearer ${sentKey(credential, keys) ?? ''}`],
    shown: ['Authorization', `Bearer $${keyVariables[credential]}`],
  }
}

/** Throws a `TypeError` that names the key which no header can hold: line breaks get in where keys come from files. */
export function requireSendableKeys(keys: Keys): void {
  for (const name of keyNames) {
    const key = keys[name]
    if (key === undefined || /^[\x21-\x7e]+$/.test(key)) continue
    const what = /[\r\n]/.test(key) ? 'a line break' : /\s/.test(key) ? 'a space' : 'a character that is not ASCII'
    const reason = key === '' ? 'is empty' : `holds ${what}, which no header can carry`
    throw new TypeError(`The key ${name} (${keyVariables[name]}) ${reason}`)
  }
}

/** Reads the keys that the environment holds. */
export function keysFromEnvironment(environment: Readonly<Record<string, string | undefined>>): Keys {
  const keys: Partial<Record<KeyName, string>> = {}
  for (const name of keyNames) {
    const value = environment[keyVariables[name]]
    if (value) keys[name] = value
  }
  return keys
}
