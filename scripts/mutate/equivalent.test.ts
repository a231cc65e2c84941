import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { equivalents, reasonOf } from './equivalent.ts'
import { drawMutants } from './sample.ts'

const root = `${import.meta.dirname}/../..`

test('each entry is one damage of a line that is there, and gives its reason in one sentence', () => {
  for (const { file, text, what, reason, places = 1 } of equivalents) {
    const all = drawMutants(new Map([[file, readFileSync(`${root}/${file}`, 'utf8')]]), Number.POSITIVE_INFINITY, 1)
    const meant = all.filter((mutant) => mutant.text === text && mutant.mutation.what === what)
    expect({ file, text, what, places: meant.length }).toEqual({ file, text, what, places })
    expect(new Set(meant.map(reasonOf))).toEqual(new Set([reason]))
    expect(reason).toMatch(/^[A-Z`].*[^.]$/)
  }
})
