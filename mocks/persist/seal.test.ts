import { expect, test } from 'vitest'
import { fileNameOf, seal, unseal } from './seal.ts'

test('what was sealed for a tenant is read again with its name alone', async () => {
  const sealed = await seal('me', 'a text of mine, ü')
  expect(await unseal('me', sealed)).toBe('a text of mine, ü')
  expect(sealed.toString('latin1')).not.toContain('mine')
  await expect(unseal('you', sealed)).rejects.toThrow('not those that were written')
  expect(await seal('me', 'a text of mine, ü')).not.toEqual(sealed)
})

test('no bit of it can change unnoticed', async () => {
  const sealed = await seal('me', 'short')
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed[at] = 255 - (changed[at] ?? 0)
    await expect(unseal('me', changed)).rejects.toThrow(/not those that were written|does not begin with/)
  }
})

test('names of files tell nothing and differ', () => {
  expect(fileNameOf('me')).toMatch(/^[0-9a-f]{32}$/)
  expect(fileNameOf('me')).not.toBe(fileNameOf('Me'))
})
