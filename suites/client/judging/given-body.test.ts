import { expect, test } from 'vitest'
import { attempt } from '../hand-made.ts'
import type { BodyKind, Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'
import { notAsGiven } from './given-body.ts'

const sent = (bodyText: string, body?: BodyKind, request: Scenario['request'] = 'createFolder') =>
  notAsGiven({ request, script: [ok], ...(body && { body }) }, attempt(0, 200, { bodyText }))

const given = '{"name":"Bench 1"}'

test.each<[string, BodyKind | undefined]>([
  [given, undefined],
  ['{ "name": "Bench 1" }', 'json'],
  [given, 'bytes'],
  [given, 'stream'],
  [`--x\r\n\r\n${given}\r\n--x--`, 'form'],
])('%j is what was given as %s', (bodyText, kind) => {
  expect(sent(bodyText, kind)).toBeUndefined()
})

test('a request without a body is given none', () => {
  expect(sent('anything', undefined, 'listFiles')).toBeUndefined()
})

test.each<[string, BodyKind | undefined, string]>([
  ['', undefined, 'sent nothing where it was given JSON of 18 bytes'],
  ['{"name":"Bench 2"}', undefined, 'sent {"name":"Bench 2"} where it was given JSON of 18 bytes'],
  ['{ "name": "Bench 1" }', 'bytes', 'sent { "name": "Bench 1" } where it was given a body (bytes) of 18 bytes'],
  ['--x--', 'form', 'sent --x-- where it was given a body (form) of 18 bytes'],
  ['x'.repeat(60), undefined, `sent ${'x'.repeat(60)} where it was given JSON of 18 bytes`],
  ['x'.repeat(61), undefined, `sent ${'x'.repeat(60)}… where it was given JSON of 18 bytes`],
])('%j is not what was given as %s', (bodyText, kind, expected) => {
  expect(sent(bodyText, kind)).toBe(expected)
})
