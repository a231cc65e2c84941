import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { prepareReportFiles } from './report-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'aion-out-'))
afterAll(() => rmSync(folder, { recursive: true }))

const made = (name: string) => {
  writeFileSync(join(folder, name), 'old')
  return join(folder, name)
}

test('an earlier report is gone before the run', () => {
  const file = made('old.json')
  prepareReportFiles([file])
  expect(existsSync(file)).toBe(false)
})

test('a missing folder, a folder and a file in the way are refused, and nothing is removed', () => {
  const file = made('kept.json')
  expect(() => prepareReportFiles([file, join(folder, 'no/report.json')])).toThrow('there is no folder')
  expect(() => prepareReportFiles([file, folder])).toThrow('is a folder; name a file in it')
  expect(() => prepareReportFiles([file, join(file, 'report.json')])).toThrow('there is no folder')
  expect(existsSync(file)).toBe(true)
})

test('what the run reads is not replaced', () => {
  const baseline = made('baseline.json')
  expect(() => prepareReportFiles([baseline], [undefined, `${folder}/./baseline.json`])).toThrow('would replace')
  expect(existsSync(baseline)).toBe(true)
})
