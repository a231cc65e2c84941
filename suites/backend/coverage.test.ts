import { expect, test } from 'vitest'
import { countObserved, coverageOf, coveragePercent } from './coverage.ts'
import type { Exchange } from './exchange.ts'
import { answered, handMadeRun, refused, unanswered } from './hand-made.ts'
import type { Recipe } from './probe.ts'
import type { Run } from './run.ts'

const recipe = (id: string, fields: Partial<Recipe>): Recipe => ({
  id,
  aims: [],
  needs: [],
  cost: 'nothing',
  probes: [{ id: `${id}-probe`, intent: 'success', operation: 'listFiles' }],
  ...fields,
})

const recipes: readonly Recipe[] = [
  recipe('bad-key', { aims: ['INVALID_API_KEY', 'unauthorized'] }),
  recipe('injected', { aims: ['INVALID_API_KEY'], needs: ['faults'] }),
  recipe('limits', { aims: ['RATE_LIMIT_ERROR'], needs: ['bursts'] }),
  recipe('never-run', { aims: ['RATE_LIMIT_ERROR'] }),
]

const note = (name: string, exchanges: readonly Exchange[], fields: Partial<Run> = {}) => {
  const { codes, statuses } = coverageOf(handMadeRun(exchanges, fields), recipes)
  return [...codes, ...statuses].find((row) => row.name === name)
}

const ran = { recipe: 'bad-key', state: 'ran', reason: '' } as const

test('what was seen is named by its operation, or its address where it has none', () => {
  expect(note('INVALID_API_KEY', [refused('INVALID_API_KEY', { operation: 'getFile' })])).toEqual({
    name: 'INVALID_API_KEY',
    isObserved: true,
    note: 'getFile',
  })
  expect(note('401 unauthorized', [refused('INVALID_API_KEY')])?.note).toBe('https://target.example/api/v2/user-files')
  expect(note('INVALID_API_KEY', [refused('INVALID_API_KEY', { path: `/${'x'.repeat(300)}` })])?.note).toMatch(
    /^https:.*x… \(\d+ letters\)$/,
  )
})

test('what ordinary use met comes before what was asked for', () => {
  const asked = refused('INVALID_API_KEY', { operation: 'listFolders', isInjected: true })
  const met = refused('INVALID_API_KEY', { operation: 'getFile' })
  expect(note('INVALID_API_KEY', [asked])?.note).toBe('listFolders (by injection)')
  expect(note('INVALID_API_KEY', [asked, met])?.note).toBe('getFile')
})

test('a status without the envelope is a status, not a code', () => {
  const bare = answered(401, { operation: 'getFile', body: { error: 'INVALID_API_KEY' } })
  expect([note('INVALID_API_KEY', [bare])?.isObserved, note('401 unauthorized', [bare])?.isObserved]).toEqual([
    false,
    true,
  ])
})

test('of the two rows of 503 only the code tells which was seen', () => {
  const seen = [refused('MEMORY_LIMIT_EXCEEDED', { operation: 'listFiles' })]
  expect([note('503 overload', seen)?.isObserved, note('503 provider-failure', seen)?.isObserved]).toEqual([
    true,
    false,
  ])
})

test('what was not seen says what those were answered with that aim at it', () => {
  const exchanges = [
    answered(200, { probe: 'bad-key-probe' }),
    answered(404, { probe: 'bad-key-probe' }),
    unanswered('reset', { probe: 'bad-key-probe' }),
    answered(200, { probe: 'bad-key-probe' }),
    answered(500, { probe: 'another' }),
    answered(501),
  ]
  expect(note('INVALID_API_KEY', exchanges, { recipes: [ran] })).toEqual({
    name: 'INVALID_API_KEY',
    isObserved: false,
    note: 'bad-key was answered with 200, 404, nothing',
  })
  expect(note('401 unauthorized', exchanges, { recipes: [ran] })?.note).toBe(
    'bad-key was answered with 200, 404, nothing',
  )
})

test('what was left out says why, and that a fault can be asked for', () => {
  const skipped = (id: string, reason: string) => ({ recipe: id, state: 'skipped', reason }) as const
  expect(
    note('INVALID_API_KEY', [], { recipes: [skipped('bad-key', 'needs a key'), skipped('injected', 'no')] })?.note,
  ).toBe('bad-key needs a key; --allow faults asks for it by Mock-Fault')
  expect(note('RATE_LIMIT_ERROR', [], { recipes: [skipped('limits', 'needs --allow bursts (many)')] })?.note).toBe(
    'limits needs --allow bursts (many)',
  )
  expect(note('TIMEOUT', [])?.note).toBe('needs an operation that takes too long')
  expect(note('TIMEOUT', [], { origin: 'recorded' })?.note).toBe('the recorded traffic does not hold it')
})

test('the share is of codes and statuses together, rounded down', () => {
  const rows = (...seen: boolean[]) => seen.map((isObserved) => ({ name: '', isObserved, note: '' }))
  expect(countObserved(rows(true, false, true))).toBe(2)
  expect(coveragePercent({ codes: rows(true, false), statuses: rows(true) })).toBe(66)
  expect(coveragePercent({ codes: rows(false), statuses: rows(true, true) })).toBe(66)
})
