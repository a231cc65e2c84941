import { expect, test } from 'vitest'
import { objectKey, settled } from './settled-file.ts'
import { doneAt } from './work.ts'

const nowMs = Date.UTC(2026, 0, 15, 12)

test('a file that a tenant begins with is done, and its content some days older', () => {
  const id = '00001f00-0000-4000-8000-000000000001'
  expect(settled({ id, createdMs: nowMs })).toEqual({
    id,
    ...{
      title: null,
      tags: [],
      width: 0,
      height: 0,
      hash: '',
      upload_description: null,
      visible_text: null,
      folder_id: null,
    },
    ...{ created_at: '2026-01-15T12:00:00.000Z', content_created_at: '2026-01-14T12:00:00.000Z', updated_at: null },
    ...{ work: doneAt(nowMs), variantsMs: nowMs, document: null, link: null, video: null },
  })
  expect(objectKey('ann', { id: 'i', filename: 'f.png' })).toBe('tenants/ann/i/f.png')
})
