import { expect, test } from 'vitest'
import { alternatives, phraseIssue } from './phrase-issue.ts'
import type { Keyword, SchemaNode, ValidationError } from './validator.ts'

type Case = [keyword: Keyword, schema: SchemaNode, issue: string, more?: Partial<ValidationError>, field?: string]

const oneOfTwo = [{ required: ['fault'] }, { required: ['sequence'] }]

const cases: readonly Case[] = [
  ['type', { type: 'string' }, 'Must be a string'],
  ['type', { type: ['integer', 'null'] }, 'Must be an integer or null'],
  ['type', { type: ['number', 'boolean'] }, 'Must be a number or a boolean'],
  ['type', { type: ['array', 'odd'] }, 'Must be an array or odd'],
  ['type', {}, 'Must be an object'],
  ['type', { expected: 'a real date' }, 'Must be a real date'],
  ['enum', { enum: ['asc', 'desc', null] }, 'Must be one of asc, desc, null', { data: 'up' }],
  ['enum', { enum: ['asc', 'desc'] }, 'Must be one of asc, desc. Did you mean desc?', { data: 'descc' }],
  ['enum', { enum: ['1', '2'] }, 'Must be one of 1, 2', { data: 1 }],
  ['enum', {}, 'Must be one of ', { data: 'asc' }],
  ['enum', { enum: ['desc'], expected: 'an order' }, 'Must be an order. Did you mean desc?', { data: 'dsc' }],
  ['anyOf', { anyOf: [{ format: 'uuid' }, { type: 'null' }] }, 'Must be a UUID or null'],
  ['anyOf', { anyOf: [{ format: 'uri' }], expected: 'an address' }, 'Must be an address'],
  ['anyOf', { anyOf: oneOfTwo, expected: 'not said' }, 'Is required, or sequence.', {}, 'fault'],
  [
    'anyOf',
    { anyOf: [...oneOfTwo, { required: ['plan'] }] },
    'Is required, or sequence or plan. Did you mean sequence?',
    { data: { times: 2, sequense: [] } },
    'fault',
  ],
  ['oneOf', { oneOf: oneOfTwo }, 'Exactly one of fault and sequence is required', {}, 'fault'],
  ['oneOf', { expected: 'not said' }, 'Exactly one of  is required'],
  ['not', { not: { required: ['a', 'b', 'c'] } }, 'Stands beside a and b; give one of them', {}, 'c'],
  ['not', {}, 'Stands beside ; give one of them'],
  ['if', {}, 'Does not fit the rest'],
  ['required', {}, 'Is required', { property: 'name' }, 'name'],
  [
    'dependentRequired',
    { dependentRequired: { seed: ['probability', 'times'] } },
    'Needs probability and times beside it, which is not given',
    { property: 'seed' },
    'seed',
  ],
  ['dependentRequired', {}, 'Needs  beside it, which is not given', { property: 'seed' }, 'seed'],
  ['additionalProperties', {}, 'Is not a known parameter', { property: 'b' }, 'b'],
  [
    'additionalProperties',
    { properties: { seed: {} } },
    'Is not a known parameter. Did you mean seed?',
    { property: 'sed' },
    'sed',
  ],
  [
    'additionalProperties',
    { properties: { seed: {}, times: {} }, title: 'a fault' },
    'Is not a known parameter of a fault (seed, times)',
    { property: 'banana' },
    'banana',
  ],
  [
    'additionalProperties',
    { properties: { seed: {}, times: {} }, title: 'a fault' },
    'Is not a known parameter of a fault. Did you mean times?',
    { property: 'time' },
    'time',
  ],
  ['propertyNames', {}, 'Has a name that is none'],
  ['minProperties', { properties: { error: {}, transport: {} } }, 'Must have exactly one of error, transport'],
  ['maxProperties', {}, 'Has too many entries: 3', { data: { a: 1, b: 2, c: 3 } }],
  ['maxProperties', {}, 'Has too many entries: ', { data: null }],
  ['maxProperties', {}, 'Has too many entries: ', { data: 'abc' }],
  ['format', { format: 'uuid' }, 'Must be a UUID'],
  ['format', { format: 'uri' }, 'Must be a URI'],
  ['format', { format: 'email' }, 'Must be an e-mail address'],
  ['format', { format: 'date' }, 'Must be a date (YYYY-MM-DD)'],
  ['format', { format: 'date-time' }, 'Must be a date and time (YYYY-MM-DDThh:mm:ssZ)'],
  ['format', { format: 'other', type: 'string' }, 'Must be a string'],
  ['format', { format: 'date', expected: 'a day' }, 'Must be a day'],
  ['pattern', { pattern: '^a' }, 'Must match ^a'],
  ['pattern', { pattern: '^a', expected: 'a word' }, 'Must be a word'],
  ['minimum', { minimum: 1 }, 'Must be at least 1'],
  ['minimum', { minimum: 1, maximum: 9 }, 'Must be between 1 and 9'],
  ['minimum', { minimum: 1, expected: 'a count' }, 'Must be a count'],
  ['maximum', { maximum: 9 }, 'Must be at most 9'],
  ['maximum', { maximum: 9, expected: 'a digit' }, 'Must be a digit'],
  ['maximum', { exclusiveMinimum: 0, maximum: 9 }, 'Must be greater than 0 and at most 9'],
  ['exclusiveMinimum', { exclusiveMinimum: 0 }, 'Must be greater than 0'],
  ['exclusiveMinimum', { exclusiveMinimum: 0, type: 'integer' }, 'Must be at least 1'],
  ['exclusiveMinimum', { exclusiveMinimum: 0, expected: 'some' }, 'Must be some'],
  ['maximum', { exclusiveMinimum: 0, maximum: 9, type: ['integer', 'null'] }, 'Must be between 1 and 9'],
  ['minLength', { minLength: 1 }, 'Must not be empty'],
  ['minLength', { minLength: 2 }, 'Must be at least 2 characters long'],
  ['minLength', { minLength: 2, expected: 'a name' }, 'Must be a name'],
  ['maxLength', { maxLength: 9 }, 'Must be at most 9 characters long'],
  ['maxLength', { minLength: 1, maxLength: 9 }, 'Must be between 1 and 9 characters long'],
  ['maxLength', { maxLength: 9, expected: 'a name' }, 'Must be a name'],
  ['minItems', { minItems: 1 }, 'Must have at least 1 item'],
  ['minItems', { minItems: 2 }, 'Must have at least 2 items'],
  ['minItems', { minItems: 1, expected: 'a list' }, 'Must be a list'],
  ['maxItems', { maxItems: 1 }, 'Must have at most 1 item'],
  ['maxItems', { minItems: 1, maxItems: 3 }, 'Must have between 1 and 3 items'],
  ['maxItems', { maxItems: 3, expected: 'a list' }, 'Must be a list'],
  ['ascending', {}, 'Must not be the wrong way round: the smaller comes first'],
  ['ascending', { expected: 'a range' }, 'Must be a range'],
]

test.each(cases)('%s of %j: %s', (keyword, parentSchema, issue, more = {}, field = 'body') => {
  expect(phraseIssue({ keyword, instancePath: '', parentSchema, ...more })).toEqual({ field, issue })
})

test('a field is its dotted path, without what a JSON pointer escapes', () => {
  const field = (instancePath: string, property?: string) =>
    phraseIssue({ keyword: 'if', instancePath, parentSchema: {}, ...(property !== undefined && { property }) }).field
  expect(field('/videos/0/filename')).toBe('videos.0.filename')
  expect(field('/a~1b/c~0d', 'e')).toBe('a/b.c~d.e')
  expect(field('/a~01')).toBe('a~1')
})

test('who gave it reads his own spelling everywhere', () => {
  const wording = { part: 'field', spell: (name: string) => `--${name}` }
  const issue = (keyword: Keyword, parentSchema: SchemaNode, more: Partial<ValidationError> = {}) =>
    phraseIssue({ keyword, instancePath: '', parentSchema, ...more }, wording)
  expect(issue('additionalProperties', { properties: { seed: {} } }, { property: 'sed' })).toEqual({
    field: '--sed',
    issue: 'Is not a known field. Did you mean --seed?',
  })
  expect(issue('anyOf', { anyOf: oneOfTwo }, { data: { '--fualt': 1 } })).toEqual({
    field: '--fault',
    issue: 'Is required, or --sequence. Did you mean --fault?',
  })
  expect(issue('oneOf', { oneOf: oneOfTwo }).issue).toBe('Exactly one of --fault and --sequence is required')
  expect(issue('not', { not: { required: ['a', 'b'] } })).toEqual({
    field: '--b',
    issue: 'Stands beside --a; give one of them',
  })
  expect(issue('minProperties', { properties: { error: {} } }).issue).toBe('Must have exactly one of --error')
  expect(issue('dependentRequired', { dependentRequired: { a: ['b'] } }, { property: 'a' }).issue).toBe(
    'Needs --b beside it, which is not given',
  )
})

test('so many known names are listed, not one more', () => {
  const named = (count: number) => {
    const properties = Object.fromEntries(Array.from({ length: count }, (_, index) => [`name_${index}`, {}]))
    return phraseIssue({
      keyword: 'additionalProperties',
      instancePath: '',
      parentSchema: { properties, title: 'a thing' },
      property: 'banana',
    }).issue
  }
  expect(named(12)).toMatch(/^Is not a known parameter of a thing \(name_0, .*name_11\)$/)
  expect(named(13)).toBe('Is not a known parameter of a thing')
})

test('alternatives are branches that only require one property', () => {
  expect(alternatives(oneOfTwo)).toEqual(['fault', 'sequence'])
  expect(alternatives([{ required: ['a'] }, { required: ['b'], type: 'object' }])).toBeUndefined()
  expect(alternatives([{ required: ['a'] }, {}])).toBeUndefined()
  expect(alternatives([])).toBeUndefined()
  expect(alternatives()).toBeUndefined()
})
