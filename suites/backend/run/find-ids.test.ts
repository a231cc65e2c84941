import { expect, test } from 'vitest'
import { findId, findNamed } from './find-ids.ts'

test.each([
  [{ id: 'a' }, ['id'], 'a'],
  [{ id: 7 }, ['id'], '7'],
  [{ data: { folder: { id: 'a' } } }, ['id'], 'a'],
  [{ files: [{ image_id: 'a' }] }, ['image_id'], 'a'],
  [{ id: '', data: { id: 'a' } }, ['id'], 'a'],
  [{ files: [{ id: 'a' }] }, ['files', 0, 'id'], 'a'],
  [{ documents: [{ id: 'a' }] }, ['files', 0, 'id'], undefined],
  ['text', ['id'], undefined],
  [null, ['id'], undefined],
] as const)('in %j the id at %j is %j', (body, path, id) => {
  expect(findId(body, path)).toBe(id)
})

test('what carries a name is found with its id, whatever the list is like', () => {
  const body = {
    data: [
      { id: 1, name: 'holiday' },
      { folder_id: 'f', name: 'aion-contract-probe-ab' },
      { attributes: { title: 'aion-contract-probe-ab.txt', imageId: 'x', image_id: 'g' } },
      { name: 'aion-contract-probe-ab without an id' },
      { id: 2, name: 'aion-contract-probe-cd' },
    ],
  }
  expect(findNamed(body, 'aion-contract-probe-ab')).toEqual(['f', 'g'])
})
