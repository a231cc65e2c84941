import { describe, expect, test } from 'vitest'
import { createFileIndex } from './file-index.ts'
import type { FileRecord } from './record-types.ts'
import { iso, settled } from './settled-file.ts'

describe('the index of files', () => {
  const file = (id: string, createdMs: number, fields: Partial<FileRecord> = {}) =>
    ({
      ...settled({ id, createdMs }),
      media_type: 'image',
      ...fields,
      content_created_at: iso(createdMs),
    }) as FileRecord // as much of one as is looked at

  test('knows hashes, kinds, folders and ages', () => {
    const index = createFileIndex()
    const [a, b, c, d] = [
      file('000000aa', 3_000, { hash: 'h1', folder_id: 'f' }),
      file('000000bb', 1_000, { hash: '', media_type: 'video', folder_id: 'f' }),
      file('000000cc', 2_000, { hash: 'h3' }),
      file('000000ab', 3_000, { hash: 'h4' }),
    ]
    for (const one of [a, b, c, d]) index.created(one)
    const ids = () => index.byContent().map(({ id }) => id)
    expect(ids()).toEqual([b.id, c.id, a.id, d.id])
    expect([index.withHash('h1'), index.withHash('h3'), index.withHash(''), index.withHash('none')]).toEqual([
      a.id,
      c.id,
      undefined,
      undefined,
    ])
    expect([
      index.count('image'),
      index.count('video'),
      index.count('link'),
      index.inFolder('f'),
      index.inFolder('g'),
    ]).toEqual([3, 1, 0, 2, 0])
    const moved = { ...a, folder_id: 'g' }
    index.updated(a, moved)
    expect([index.inFolder('f'), index.inFolder('g'), index.byContent()[2]]).toEqual([1, 1, moved])
    index.deleted(c)
    expect([ids(), index.count('image'), index.withHash('h3')]).toEqual([[b.id, a.id, d.id], 2, undefined])
    index.created({ ...c, id: '000000dd' })
    index.deleted({ ...d, hash: 'h3' })
    expect(index.withHash('h3')).toBe('000000dd')
    index.cleared()
    expect([ids(), index.count('image'), index.inFolder('g'), index.withHash('h1')]).toEqual([[], 0, 0, undefined])
  })
})
