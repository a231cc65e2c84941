import { expect, test } from 'vitest'
import { makeExample } from './example.ts'
import examples from './generated/examples.json' with { type: 'json' }

test('an example is what the bench sees today (else npm run generate -- --matrices)', async () => {
  expect(await makeExample('ra-seconds-min-wait')).toEqual(examples['ra-seconds-min-wait'])
  expect(await makeExample('no-wait-after-last')).toEqual(examples['no-wait-after-last'])
})
