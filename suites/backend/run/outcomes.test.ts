import { expect, test } from 'vitest'
import { createOutcomes } from './outcomes.ts'

const recipe = (id: string) => ({ id })
const [first, second, third] = [recipe('first'), recipe('second'), recipe('third')]

test('what became of each recipe stands in the order of the recipes, and what nobody spoke of was skipped', () => {
  const outcomes = createOutcomes([first, second, third])
  outcomes.settle(third, 'partly', 'no answer gave an id')
  outcomes.settle(first, 'ran')
  expect(outcomes.all('the run ended')).toEqual([
    { recipe: 'first', state: 'ran', reason: '' },
    { recipe: 'second', state: 'skipped', reason: 'the run ended' },
    { recipe: 'third', state: 'partly', reason: 'no answer gave an id' },
  ])
})

test('the last word on a recipe counts', () => {
  const outcomes = createOutcomes([first])
  outcomes.settle(first, 'ran')
  outcomes.settle(first, 'partly', 'it was interrupted')
  expect(outcomes.all('')).toEqual([{ recipe: 'first', state: 'partly', reason: 'it was interrupted' }])
})
