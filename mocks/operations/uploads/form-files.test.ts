import { expect, test } from 'vitest'
import { nodePlatform } from '../../adapters/node-platform.ts'
import { createSink } from '../../storage/sink.ts'
import { createFileCollector } from './form-files.ts'

function collect({ maxFileBytes = 10, refusesLarge = false } = {}) {
  let usedBytes = 0
  const take = (bytes: number) => {
    usedBytes += bytes
    return true
  }
  const budget = { limitBytes: 1_000, take, release: (bytes: number) => void take(-bytes) }
  const { store: _, ...platform } = nodePlatform
  let isRefused = false
  const files = createFileCollector({
    createSink: () => createSink({ platform, budget }),
    maxFileBytes,
    onLarge: () => {
      isRefused ||= refusesLarge
    },
    isRefused: () => isRefused,
  })
  return { files, usedBytes: () => usedBytes, isRefused: () => isRefused }
}

const bytes = (count: number) => new Uint8Array(count)

test('files stand in the order in which they were opened, each with what it had', async () => {
  const { files } = collect()
  const first = files.open('a.png', 'image/png')
  const second = files.open('')
  second(bytes(3))
  first(bytes(1))
  await files.flush()
  first(bytes(1))
  first(null)
  second(null)
  await files.flush()
  expect(files.count()).toBe(2)
  expect(files.all()).toMatchObject([
    { filename: 'a.png', contentType: 'image/png', received: { sizeBytes: 2 } },
    { filename: 'file', contentType: 'application/octet-stream', received: { sizeBytes: 3 } },
  ])
})

test('a file that is too large is dropped, and its room is free again; the others go on', async () => {
  const { files, usedBytes } = collect()
  const large = files.open('large')
  const small = files.open('small')
  large(bytes(11))
  small(bytes(10))
  large(bytes(1))
  large(null)
  small(null)
  await files.flush()
  expect(files.all().map(({ received }) => received?.sizeBytes)).toEqual([undefined, 10])
  expect(usedBytes()).toBe(10)
})

test('once the form is refused, nothing more of it is kept', async () => {
  const { files, usedBytes, isRefused } = collect({ refusesLarge: true })
  files.open('large')(bytes(11))
  files.open('small')(bytes(1))
  await files.flush()
  expect(isRefused()).toBe(true)
  expect(usedBytes()).toBe(0)
})

test('abort forgets finished files and open ones', async () => {
  const { files, usedBytes } = collect()
  const done = files.open('done')
  done(bytes(5))
  done(null)
  files.open('open')(bytes(5))
  await files.flush()
  expect(usedBytes()).toBe(10)
  files.abort()
  expect(usedBytes()).toBe(0)
})
