import { afterEach, describe, expect, it, vi } from 'vitest'
import { createProgress } from './progress.ts'

const watch = (isTTY: boolean) => {
  const written: string[] = []
  return { written, isTTY, write: (text: string) => written.push(text) }
}

afterEach(() => vi.unstubAllEnvs())

describe('progress', () => {
  it('says how long it still takes', () => {
    vi.stubEnv('TERM', 'xterm')
    let nowMs = 0
    const stream = watch(true)
    const progress = createProgress(stream, 'runs', () => nowMs)
    nowMs = 10_000
    progress.show(20, 100)
    expect(stream.written.join('')).toContain('20 of 100 runs, about 40 s left')
  })

  it.each([
    ['nobody watches', false, 'xterm'],
    ['the terminal obeys no control sequence', true, 'dumb'],
  ])('is silent where %s', (_, isTTY, term) => {
    vi.stubEnv('TERM', term)
    const stream = watch(isTTY)
    const progress = createProgress(stream, 'runs')
    progress.show(1, 2)
    progress.clear()
    expect(stream.written).toEqual([])
  })
})
