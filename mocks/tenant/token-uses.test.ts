import { describe, expect, test } from 'vitest'
import type { ChatRecord, FileRecord } from './record-types.ts'
import { settled } from './settled-file.ts'
import { createTokenUses } from './token-uses.ts'

describe('tokens', () => {
  const image = (fields: object) =>
    ({
      ...settled({ id: 'f', createdMs: 5 }),
      media_type: 'image',
      filename: 'a.png',
      width: 513,
      height: 512,
      upload_description: 'x'.repeat(9),
      ...fields,
    }) as unknown as FileRecord // as much of one as is looked at
  const used = { id: 'f', chatId: null, filename: 'a.png', atMs: 5, input: 425, output: 3 }

  test('are used by what is described', () => {
    const uses = createTokenUses()
    uses.files.created(image({ upload_description: null }))
    uses.files.created(image({ media_type: 'link' }))
    uses.files.created(image({ work: null }))
    expect(uses.all()).toEqual([])
    uses.files.updated(image({}), image({}))
    uses.files.created(image({ width: 10_000 }))
    expect(uses.all()).toEqual([used])
    uses.files.deleted(image({}))
    uses.files.cleared()
    uses.files.created(image({ id: 'v', media_type: 'video', width: 0, height: 0 }))
    expect(uses.all()[1]).toMatchObject({ id: 'v', input: 255 })
  })

  test('are used by messages, once', () => {
    const uses = createTokenUses()
    const chat = {
      id: 'c',
      messages: [
        { id: 'q', role: 'user', tokens: 3, createdMs: 1 },
        { id: 'a', role: 'assistant', tokens: 8, createdMs: 2 },
      ],
    } as unknown as ChatRecord // as above
    uses.chats.created(chat)
    uses.chats.updated(chat, chat)
    expect(uses.all()).toEqual([
      { id: 'q', chatId: 'c', filename: null, atMs: 1, input: 3, output: 0 },
      { id: 'a', chatId: 'c', filename: null, atMs: 2, input: 0, output: 8 },
    ])
    uses.clear()
    uses.fill([{ ...used, id: 'old' }])
    expect(uses.all()).toEqual([{ ...used, id: 'old' }])
  })

  test('are remembered for the last twenty thousand', () => {
    const uses = createTokenUses()
    for (let id = 0; id <= 20_000; id += 1) uses.create({ ...used, id: String(id) })
    expect([uses.all().length, uses.all()[0]?.id]).toEqual([20_000, '1'])
  })
})
