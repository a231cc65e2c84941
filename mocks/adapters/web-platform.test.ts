import { expect, test, vi } from 'vitest'
import { webPlatform } from './web-platform.ts'

test('a hash in a page is that of Node, once its library is loaded', async () => {
  vi.resetModules() // others in this process may have loaded it
  const fresh = await import('./web-platform.ts')
  expect(() => fresh.webPlatform.sha256()).toThrow('something was hashed before the first request')
  await fresh.loadWebPlatform()
  const hasher = fresh.webPlatform.sha256()
  hasher.update(new TextEncoder().encode('a'))
  hasher.update(new TextEncoder().encode('bc'))
  expect(hasher.hex()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  const zero = fresh.webPlatform.sha256()
  zero.update(new TextEncoder().encode('hello'))
  expect(zero.hex()).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824')
})

test('ids are UUIDs', () => {
  expect(webPlatform.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
