import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Defect, defects } from '../../../fixtures/backends/broken/index.ts'
import { defectRow, flag } from './flag.ts'

const page = readFileSync(new URL('../../../docs/broken-backends.md', import.meta.url), 'utf8').split('\n')

/** Every second defect: two workers share them. */
export const half = (first: 0 | 1): readonly Defect[] => defects.filter((_, index) => index % 2 === first)

/** Declares a test for each of these defects: its rules notice it with an exchange, and no other rule does. */
export function judgeDefects(some: readonly Defect[]): void {
  test.each(some)('$id breaks the intended rules and no other: $statement', async (defect) => {
    const found = await flag(defect)
    expect(Object.fromEntries(found.map(({ rule, verdict }) => [rule, verdict]))).toEqual(defect.breaks)
    const looks = found.flatMap(({ findings, verdict }) => findings.filter((finding) => finding.verdict === verdict))
    expect(looks.filter(({ exchange }) => exchange === undefined)).toEqual([])
    expect(page, 'docs/broken-backends.md is stale: npm run generate -- --matrices').toContain(defectRow(defect, found))
  })
}
