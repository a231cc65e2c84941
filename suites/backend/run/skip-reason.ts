import { type Keys, keyVariables } from '../credentials.ts'
import { type Credential, type KeyName, keyNames, type Permission, type Recipe } from '../probe.ts'

const kinds: Readonly<Record<KeyName, string>> = {
  main: 'a key',
  expired: 'a key that has expired',
  deactivated: 'a key that was deactivated',
  readonly: 'a key with the scope read only',
  pastdue: 'a key of an account whose payment is due',
  limited: 'a key whose rate window may be used up',
  other: 'a key of another account',
  full: 'a key of an account whose storage is full',
  exhausted: 'a key of an account whose month is used up',
}

const isKeyName = (credential: Credential): credential is KeyName =>
  (keyNames as readonly string[]).includes(credential)

/** Why a recipe cannot run with these permissions and keys, naming the flag or variable that would allow it. */
export function whySkipped(recipe: Recipe, allowed: readonly Permission[], keys: Keys): string | undefined {
  const wanted = recipe.needs.filter((need) => !allowed.includes(need))
  if (wanted.length > 0) return `needs --allow ${wanted.join(',')} (${recipe.cost})`
  const used = [...recipe.probes, ...(recipe.cleanup ?? [])].map((probe) => probe.credential ?? 'main')
  const absent = used.find(
    (credential): credential is KeyName => isKeyName(credential) && credential !== 'limited' && !keys[credential],
  )
  return absent && `needs ${kinds[absent]}: set ${keyVariables[absent]}, or keys.${absent} in the configuration`
}
