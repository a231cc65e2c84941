import { expect, test } from 'vitest'
import { stableId } from './stable-id.ts'

test('the id of a name is the same on every server and in every version', () => {
  expect(stableId('acme')).toBe('05fe7462-9d47-462d-8f44-ecd021edb57b')
  expect(stableId('acme')).not.toBe(stableId('acmf'))
})
