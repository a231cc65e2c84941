import { describe, expect, test } from 'vitest'
import { acceptanceOf, readAccepted } from './accepted.ts'
import type { Difference } from './difference.ts'

describe('a list of accepted differences', () => {
  test.each<[unknown, string]>([
    [{}, 'It must be a list of accepted differences'],
    [
      [{ what: 'type', reason: 'x' }, 'y'],
      'entry 2 must be an object with rule, operation, where, what, published, contract, reason',
    ],
    [[{ operaton: 'x', reason: 'y' }], 'entry 1 has an unknown field "operaton". Did you mean operation?'],
    [[{ where: 501, reason: 'y' }], 'entry 1: where must be a text; quote numbers'],
    [[{ where: ' ', reason: 'y' }], 'entry 1: where must be a text; quote numbers'],
    [[{ where: 'x' }], 'entry 1 has no reason; every accepted difference needs one'],
    [
      [{ reason: 'x' }],
      'entry 1 would accept everything; name at least one of rule, operation, where, what, published, contract',
    ],
  ])('%j is refused in a whole sentence', (value, message) => {
    expect(() => readAccepted(value)).toThrow(expect.objectContaining({ name: 'TypeError', message }))
  })

  test.each(['rule', 'operation', 'where', 'what', 'published', 'contract'])('%s alone is enough', (field) => {
    const entry = { [field]: 'x', reason: 'y' }
    expect(readAccepted([entry])).toEqual([entry])
  })
})

describe('an entry accepts', () => {
  const difference: Difference = {
    rule: 'answers-agree',
    operation: 'GET /user-files',
    where: '200 files[].title',
    what: 'type',
    published: 'string',
    contract: 'string or null',
  }
  test.each<[string, Record<string, string>, boolean]>([
    ['what it names', { where: '200 files[].title' }, true],
    ['only where all of it fits', { where: '200 files[].title', what: 'presence' }, false],
    ['a star for anything', { operation: 'GET /*', contract: '* or null' }, true],
    ['a star for nothing', { published: 'string*' }, true],
    ['nothing that only begins so', { published: 'str' }, false],
    ['nothing that only ends so', { contract: 'null' }, false],
    ['a dot for a dot', { where: '200 files...title' }, false],
  ])('%s', (_, patterns, expected) => {
    expect(acceptanceOf({ ...patterns, reason: 'x' })(difference)).toBe(expected)
  })
})
