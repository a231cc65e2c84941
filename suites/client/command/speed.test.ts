import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { faketimeSpeed, preloadSpeed, realSpeed } from './speed.ts'

const fast = {
  mode: 'scaled',
  factor: 20,
  earlyMs: 40,
  lateMs: 250,
  noiseMs: 200,
  doubtMs: 0,
  addedMs: 0,
}

beforeEach(() => void vi.stubEnv('NODE_OPTIONS', undefined))
afterEach(() => void vi.unstubAllEnvs())

test('real time needs nothing, and stays real', () => {
  expect(realSpeed).toMatchObject({ name: 'real time', clock: { mode: 'real', factor: 1 } })
  expect(realSpeed.env(7)).toEqual({})
  expect(realSpeed.at(9)).toBe(realSpeed)
})

test('a preload is added to what Node is told anyway', () => {
  const speed = preloadSpeed(20)
  expect(speed).toMatchObject({ name: 'preload', clock: fast })
  const preload = `--import=${new URL('./warp.mjs', import.meta.url).href}`
  expect(speed.env(1_795)).toEqual({ NODE_OPTIONS: preload, AION_WARP: '20', AION_WARP_FROM: '1795' })
  vi.stubEnv('NODE_OPTIONS', '--no-warnings')
  expect(speed.at(4).env(0)).toEqual({ NODE_OPTIONS: `--no-warnings ${preload}`, AION_WARP: '4', AION_WARP_FROM: '0' })
})

test.each([
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib64/faketime/libfaketimeMT.so.1',
  '/usr/local/lib/faketime/libfaketimeMT.so.1',
])('libfaketime is taken from %s', (library) => {
  const speed = faketimeSpeed(20, (path) => path === library)
  expect(speed).toMatchObject({ name: 'libfaketime', clock: fast })
  expect(speed?.env(7)).toEqual({ LD_PRELOAD: library, FAKETIME: '+0 x20', FAKETIME_DONT_RESET: '1' })
  const slower = speed?.at(4)
  expect(slower?.clock.factor).toBe(4)
  expect(slower?.env(7)).toEqual({ LD_PRELOAD: library, FAKETIME: '+0 x4', FAKETIME_DONT_RESET: '1' })
})

test('libfaketime is no way where it is not installed', () => {
  expect(faketimeSpeed(20, () => false)).toBeUndefined()
})
