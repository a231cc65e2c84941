import { expect, test } from 'vitest'
import type { PlannedRecipe } from '../run/plan.ts'
import { planText } from './plan-text.ts'

const planned = (fields: Partial<PlannedRecipe>): PlannedRecipe => ({
  recipe: 'reading',
  cost: 'two reads',
  reason: '',
  requests: ['GET /user-files?limit=2', 'GET /folders'],
  most: 2,
  ...fields,
})

test('a plan names what each recipe would send, and why another is left out', () => {
  const plan = [
    planned({}),
    planned({ recipe: 'writing', cost: 'a folder', reason: 'writes are not allowed', most: 0 }),
    planned({ recipe: 'burst', cost: 'a window', requests: ['GET /user-files (up to 70 times)'], most: 70 }),
  ]
  expect(planText(plan, 'https://staging.example/api/v2')).toBe(`\
https://staging.example/api/v2: up to 72 requests, none of them sent now

reading: two reads
  GET /user-files?limit=2
  GET /folders

writing: left out, writes are not allowed

burst: a window
  GET /user-files (up to 70 times)
`)
})

test('no line is longer than eighty letters', () => {
  const words = Array.from({ length: 100 }, () => 'x').join(' ')
  const lines = planText([planned({ cost: words, requests: [words] })], 'https://staging.example/api/v2').split('\n')
  expect(Math.max(...lines.map(({ length }) => length))).toBe(80)
})
