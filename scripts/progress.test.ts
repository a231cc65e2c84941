import { describe, expect, it } from 'vitest'
import { createProgress } from './progress.ts'

describe('progress', () => {
  it('says how long it still takes', () => {
    let nowMs = 0
    const written: string[] = []
    const stream = { isTTY: true, write: (text: string) => written.push(text) }
    const progress = createProgress(stream, () => nowMs)
    nowMs = 10_000
    progress.show(20, 100)
    expect(written.join('')).toContain('20 of 100 runs, about 40 s left')
  })

  it('is silent where nobody watches', () => {
    const written: string[] = []
    createProgress({ write: (text: string) => written.push(text) }).show(1, 2)
    expect(written).toEqual([])
  })
})
