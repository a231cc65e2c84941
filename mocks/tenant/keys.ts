import type { PlanName } from '../../contracts/limits.ts'

/** Every key of the mock begins with this; what follows is the tenant's name. */
export const keyPrefix = 'aion_test_'

/** A key for examples, long enough for the API's SDK: it sends no key with fewer than 20 characters after `aion_`. */
export const exampleKey = `${keyPrefix}name_of_your_choice`

/** The session token of a tenant's dashboard: this and the tenant's name. */
export const sessionPrefix = 'session_'

/** The schema of a tenant's name. A key in its place would name a tenant that nobody ever is. */
export const tenantName = {
  type: 'string',
  pattern: `^(?!${keyPrefix})[A-Za-z0-9_-]{1,64}$`,
  expected: `1 to 64 letters, digits, _ or -; of a key, what follows ${keyPrefix}`,
} as const

const namePattern = new RegExp(tenantName.pattern)

/** Throws a TypeError where what is given for a tenant names none: a key, an object, an empty text. */
export function checkTenantName(given: unknown): void {
  if (given === undefined || isTenantName(given)) return
  throw new TypeError(`tenant must be ${tenantName.expected}; got ${JSON.stringify(given)}`)
}

const keyPattern = /^aion_[A-Za-z0-9_-]{20,}$/

export function isTenantName(value: unknown): value is string {
  return typeof value === 'string' && namePattern.test(value)
}

/** Whether a text has the form of one of the API's keys: `aion_` and at least 20 letters, digits, `_` or `-`. */
export const isWellFormedKey = (key: string): boolean => keyPattern.test(key)

export interface Traits {
  readonly plan: PlanName
  readonly isPastDue: boolean
  readonly isReadOnly: boolean
  readonly state: 'active' | 'expired' | 'deactivated'
}

/** The words that speak in a name, like the numbers of test credit cards. */
const words = {
  expired: { state: 'expired' },
  deactivated: { state: 'deactivated' },
  readonly: { isReadOnly: true },
  pastdue: { isPastDue: true },
  starter: { plan: 'starter' },
  professional: { plan: 'professional' },
  enterprise: { plan: 'enterprise' },
} as const satisfies Record<string, Partial<Traits>>

export type SpeakingWord = keyof typeof words

/** What the words at the head of a name say: `starter_readonly_ci` is a read-only key on the starter plan. Else the plan is the given one. */
export function traitsOf(name: string, plan: PlanName = 'professional'): Traits {
  const traits: Traits = { plan, isPastDue: false, isReadOnly: false, state: 'active' }
  for (const word of name.split(/[_-]/)) {
    if (!Object.hasOwn(words, word)) break
    Object.assign(traits, words[word as keyof typeof words]) // hasOwn was asked above
  }
  return traits
}
