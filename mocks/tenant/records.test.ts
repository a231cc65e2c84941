import { expect, test } from 'vitest'
import { createRecords, createWriteQueue } from './records.ts'

interface Note {
  readonly id: string
  text: string
  words: string[]
}

const note = (id: string): Note => ({ id, text: id, words: [id] })

/** Records that begin with three notes, and what was told of each write. */
function begun() {
  const told: string[] = []
  const begin = [note('a'), note('b'), note('c')]
  const known = new Set<Note>()
  const records = createRecords<Note>(createWriteQueue(), {
    created(record) {
      known.add(record)
      told.push(`+${record.id}`)
    },
    updated(previous, next) {
      told.push(`${previous.text}>${next.text}${known.has(previous) ? '' : ' of a stranger'}`)
      known.add(next)
    },
    deleted: (record) => void told.push(`-${record.id}${known.has(record) ? '' : ', a stranger'}`),
    cleared: () => void told.push('cleared'),
  })
  records.fill(begin)
  return { records, begin, told }
}

const texts = ({ records }: ReturnType<typeof begun>) => records.all().map(({ text }) => text)

test('what is there from the beginning is found, listed and counted at once', () => {
  const world = begun()
  expect(texts(world)).toEqual(['a', 'b', 'c'])
  expect([world.records.size, world.records.get('b')]).toEqual([3, world.begin[1]])
  expect(world.told).toEqual(['+a', '+b', '+c'])
})

test('a write changes the record in its place, and not the one that was there', async () => {
  const world = begun()
  const { records, begin, told } = world
  const write = (text: string) =>
    records.update('b', (draft) => {
      draft.text = text
      draft.words.push(text)
    })
  await write('first')
  const next = await write('second')
  expect(next).toMatchObject({ id: 'b', text: 'second', words: ['b', 'first', 'second'] })
  expect(records.get('b')).toBe(next)
  expect(texts(world)).toEqual(['a', 'second', 'c'])
  expect(begin[1]).toEqual(note('b'))
  expect(told.slice(3)).toEqual(['b>first', 'first>second'])
})

test('a write that throws changes nothing, and the next one is not in its way', async () => {
  const { records } = begun()
  const failing = records.update('a', () => {
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(records.get('a')?.text).toBe('a')
  await records.update('a', (draft) => {
    draft.text = 'after'
  })
  expect(records.get('a')?.text).toBe('after')
})

test('new records stand behind the others, and all can be deleted', async () => {
  const world = begun()
  const { records, told } = world
  await records.create(note('d'))
  await records.update('c', (draft) => {
    draft.text = 'written'
  })
  expect(texts(world)).toEqual(['a', 'b', 'written', 'd'])
  for (const id of ['a', 'c', 'd', 'a']) await records.delete(id)
  expect(texts(world)).toEqual(['b'])
  expect(await records.update('a', () => undefined)).toBeUndefined()
  expect(told.slice(3)).toEqual(['+d', 'c>written', '-a', '-c', '-d'])
})

test('writes of one moment are made one after the other', async () => {
  const world = begun()
  const append = () =>
    world.records.update('a', (draft) => {
      draft.text += '!'
    })
  await Promise.all([append(), append(), append(), world.records.delete('b'), world.records.create(note('e'))])
  expect(texts(world)).toEqual(['a!!!', 'c', 'e'])
})

test('cleared, it can be filled again', async () => {
  const world = begun()
  await world.records.update('a', (draft) => {
    draft.text = 'written'
  })
  world.records.clear()
  expect([world.records.size, world.records.get('a')]).toEqual([0, undefined])
  world.records.fill([note('a')])
  await world.records.update('a', (draft) => {
    draft.text += '!'
  })
  expect(texts(world)).toEqual(['a!'])
})
