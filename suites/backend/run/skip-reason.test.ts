import { expect, test } from 'vitest'
import { type Credential, keyNames, type Probe, type Recipe } from '../probe.ts'
import { whySkipped } from './skip-reason.ts'

const probe = (credential?: Credential): Probe => ({
  id: 'p',
  intent: 'success',
  operation: 'listFiles',
  ...(credential && { credential }),
})
const recipe = (fields: Partial<Recipe>): Recipe => ({
  id: 'r',
  aims: [],
  needs: [],
  cost: 'one folder',
  probes: [],
  ...fields,
})

test('a recipe that lacks a permission names all that it lacks, and what it costs', () => {
  const needy = recipe({ needs: ['writes', 'bursts'] })
  expect(whySkipped(needy, [], {})).toBe('needs --allow writes,bursts (one folder)')
  expect(whySkipped(needy, ['writes'], {})).toBe('needs --allow bursts (one folder)')
  expect(whySkipped(needy, ['bursts', 'writes'], {})).toBeUndefined()
})

test('a recipe that lacks a key says which, and where it is given', () => {
  const reasons = keyNames.map((name) => [name, whySkipped(recipe({ probes: [probe(name)] }), [], {})])
  const given = (name: string) =>
    `set AIONVISION_${name}API_KEY, or keys.${name.replace('_', '').toLowerCase() || 'main'}`
  expect(Object.fromEntries(reasons)).toEqual({
    main: `needs a key: ${given('')} in the configuration`,
    expired: `needs a key that has expired: ${given('EXPIRED_')} in the configuration`,
    deactivated: `needs a key that was deactivated: ${given('DEACTIVATED_')} in the configuration`,
    readonly: `needs a key with the scope read only: ${given('READONLY_')} in the configuration`,
    pastdue: `needs a key of an account whose payment is due: ${given('PASTDUE_')} in the configuration`,
    limited: undefined,
    other: `needs a key of another account: ${given('OTHER_')} in the configuration`,
    full: `needs a key of an account whose storage is full: ${given('FULL_')} in the configuration`,
    exhausted: `needs a key of an account whose month is used up: ${given('EXHAUSTED_')} in the configuration`,
  })
})

test('made-up keys and given ones are there; the main one is needed where none is named; cleaning up counts', () => {
  for (const name of ['none', 'malformed', 'unknown'] as const)
    expect(whySkipped(recipe({ probes: [probe(name)] }), [], {})).toBeUndefined()
  expect(whySkipped(recipe({ probes: [probe()] }), [], { main: 'k' })).toBeUndefined()
  expect(whySkipped(recipe({ probes: [probe()] }), [], {})).toMatch(/^needs a key:/)
  expect(whySkipped(recipe({ cleanup: [probe('other')] }), [], {})).toMatch(/^needs a key of another account/)
})
