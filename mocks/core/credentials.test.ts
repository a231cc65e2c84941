import { describe, expect, test } from 'vitest'
import { authorizationOfCookie, noCredential, readCredential, sessionCookie } from './credentials.ts'

const hint = /\. Use .*aion_test_/
const read = (authorization: string, acceptAnyKey = false) => readCredential(authorization, acceptAnyKey)
const plain = { plan: 'professional', isPastDue: false, isReadOnly: false, state: 'active' }

describe('a key of the mock', () => {
  test.each([
    'Bearer aion_test_ann_of_the_tests_here',
    'bearer   aion_test_ann_of_the_tests_here',
    '  Bearer aion_test_ann_of_the_tests_here ',
  ])('as %j names its tenant', (authorization) => {
    expect(read(authorization)).toEqual({ tenant: 'ann_of_the_tests_here', traits: plain })
  })

  test.each([
    ['starter_ann', { plan: 'starter' }],
    ['enterprise-ann', { plan: 'enterprise' }],
    ['professional_ann', {}],
    ['readonly_pastdue_ann', { isReadOnly: true, isPastDue: true }],
    ['ann_readonly', {}],
    ['constructor_readonly', {}],
  ])('%s speaks by its words', (name, traits) => {
    expect(read(`Bearer aion_test_${name}`)).toEqual({ tenant: name, traits: { ...plain, ...traits } })
  })

  test.each([
    ['expired', 'EXPIRED_API_KEY'],
    ['deactivated', 'DEACTIVATED_API_KEY'],
  ])('that is %s does not hold', (state, error) => {
    expect(read(`Bearer aion_test_${state}_ann`)).toEqual({
      tenant: `${state}_ann`,
      traits: { ...plain, state },
      refusal: { error },
    })
  })
})

describe('what does not hold', () => {
  test.each([
    ['aion_test_ann_of_the_tests_here', 'The Authorization header does not have the form "Bearer <key>"'],
    ['Bearer', 'The Authorization header does not have the form "Bearer <key>"'],
    ['Basic YTpi', 'The Authorization header does not have the form "Bearer <key>"'],
    ['Bearer a b', 'The Authorization header does not have the form "Bearer <key>"'],
    [
      'Bearer aion_test_a_of_the_tests_here%b',
      'The API key is malformed: the name after aion_test_ is 1 to 64 letters, digits, _ or -; of a key, what follows aion_test_',
    ],
    ['Bearer aion_abcdefghijklmnopqrstuvwxyz', 'The API key is unknown'],
    ['Bearer something', 'The API key is malformed'],
  ])('%s: %s', (authorization, message) => {
    const { tenant, traits, refusal } = read(authorization)
    expect([tenant, traits, refusal?.error]).toEqual([undefined, plain, 'INVALID_API_KEY'])
    expect(refusal?.message?.startsWith(`${message}. `)).toBe(true)
    expect(refusal?.message?.length).toBeGreaterThan(message.length + 10)
  })

  test('nothing at all', () => {
    expect(noCredential).toMatchObject({
      tenant: undefined,
      refusal: { error: 'INVALID_API_KEY', message: expect.stringMatching(/^No API key was sent\. /) },
    })
    expect(noCredential.refusal?.message).toMatch(hint)
  })
})

test('any key will do where that is wanted, but not what is no key', () => {
  expect(read('Bearer something', true)).toEqual({ tenant: undefined, traits: plain })
  expect(read('Bearer aion_test_a_of_the_tests_here%b', true)).toEqual({ tenant: undefined, traits: plain })
  expect(read('Bearer aion_test_ann_of_the_tests_here', true).tenant).toBe('ann_of_the_tests_here')
  expect(read('something', true).refusal?.error).toBe('INVALID_API_KEY')
})

test('a key that was issued belongs to its tenant', () => {
  const key = `aion_key_starter_ann_${'0'.repeat(32)}`
  expect(read(`Bearer ${key}`)).toEqual({
    tenant: 'starter_ann',
    traits: { ...plain, plan: 'starter' },
    issuedKey: key,
  })
  expect(read(`Bearer aion_key_ann_${'0'.repeat(31)}`).tenant).toBeUndefined()
})

test('a session is the dashboard’s own, or one that was opened', () => {
  expect(read('Bearer session_ann')).toEqual({ tenant: 'ann', traits: plain, isSession: true })
  expect(read('Bearer session_ann.abc')).toEqual({
    tenant: 'ann',
    traits: plain,
    isSession: true,
    sessionToken: 'session_ann.abc',
  })
  expect(read('Bearer session_a%b.abc').refusal?.error).toBe('INVALID_API_KEY')
})

test('a cookie carries a session’s token', () => {
  expect(authorizationOfCookie('a=b; aionvision_session=session_ann.x; c=d')).toBe('Bearer session_ann.x')
  expect(authorizationOfCookie('aionvision_session=t')).toBe('Bearer t')
  expect(authorizationOfCookie('a=b;xaionvision_session=t')).toBeUndefined()
  expect(sessionCookie('t', 60)).toEqual([
    'Set-Cookie',
    'aionvision_session=t; HttpOnly; Path=/; SameSite=Lax; Max-Age=60',
  ])
  expect(sessionCookie(null, 60)).toEqual([
    'Set-Cookie',
    'aionvision_session=; HttpOnly; Path=/; SameSite=Lax; Max-Age=0',
  ])
})
