import { expect, test } from 'vitest'
import { decidingError } from './deciding-error.ts'
import type { Keyword, SchemaNode, ValidationError } from './validator.ts'

const error = (
  keyword: Keyword,
  instancePath = '',
  parentSchema: SchemaNode = {},
  property?: string,
): ValidationError => ({
  keyword,
  instancePath,
  parentSchema,
  ...(property !== undefined && { property }),
})

const [first, second] = [{ required: ['fault'] }, { required: ['sequence'] }]
const wrong = error('type', '/limit')
const missing = error('required', '', {}, 'name')
const misspelt = error('additionalProperties', '', { properties: { name: {} } }, 'nmae')
const unknown = error('additionalProperties', '', { properties: { name: {} } }, 'banana')
const needs = error('dependentRequired', '', {}, 'seed')
const oneIsMissing = error('anyOf', '', { anyOf: [first, second] })
const exactlyOne = error('oneOf', '', { oneOf: [first, second] })
const noBranch = error('anyOf', '/date', { anyOf: [{ format: 'date' }, { type: 'null' }] })
const deeper = error('type', '/date/from')

test.each<[name: string, errors: readonly ValidationError[], told: ValidationError | undefined]>([
  ['nothing', [], undefined],
  ['a misspelt property before what is wrong', [wrong, misspelt], misspelt],
  ['what is wrong before what is missing', [missing, wrong], wrong],
  ['a property that is near none like any other error', [missing, unknown], unknown],
  ['the first of two that are wrong', [wrong, unknown], wrong],
  ['what is missing when nothing else is', [missing, needs], missing],
  ['a property that needs another after what is wrong', [needs, wrong], wrong],
  ['one of several that is missing after what is wrong', [oneIsMissing, wrong], wrong],
  ['exactly one of several after what is wrong', [exactlyOne, wrong], wrong],
  [
    'a combination rather than one of its branches',
    [error('format', '/date'), error('type', '/date'), noBranch],
    noBranch,
  ],
  ['what is deeper rather than the combination', [deeper, noBranch], deeper],
  [
    'the combination when what is deeper is elsewhere',
    [error('type', '/dates/from'), noBranch],
    error('type', '/dates/from'),
  ],
  ['no condition, but what follows from it', [error('if'), wrong], wrong],
  ['no wrong name, but what is wrong with it', [error('propertyNames'), wrong], wrong],
  ['the condition when it is all there is', [error('if')], error('if')],
  [
    'of missing alternatives the whole',
    [error('required', '', first, 'fault'), error('required', '', second, 'sequence'), oneIsMissing],
    oneIsMissing,
  ],
  [
    'what is missing beside alternatives',
    [error('required', '', {}, 'name'), oneIsMissing],
    error('required', '', {}, 'name'),
  ],
  ['an error behind its combination', [noBranch, error('type', '/date')], noBranch],
  [
    'an error of the same place that is no branch',
    [error('minLength', '', {}), oneIsMissing],
    error('minLength', '', {}),
  ],
])('of several errors is told: %s', (_, errors, told) => {
  expect(decidingError(errors)).toEqual(told)
})
