import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { recordedRun } from '../suites/backend/recorded/recorded-run.ts'
import { judgeRun } from '../suites/backend/verify.ts'
import { type ReportFlags, writeReport } from './backend-report.ts'

const folder = mkdtempSync(join(tmpdir(), 'aion-report-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

const verification = judgeRun(recordedRun('http://target/api/v2', [], 'answers'))

function written(flags: ReportFlags) {
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += text
      return true
    })
  writeReport(verification, flags)
  vi.restoreAllMocks()
  return said
}

const fileOf = (name: string, flags: ReportFlags = {}) => {
  const path = join(folder, name)
  const said = written({ ...flags, out: [path] })
  return { ...said, text: readFileSync(path, 'utf8') }
}

test.each([
  ['a.json', /^\{/],
  ['a.XML', /^<\?xml/],
  ['a.html', /^<!doctype html>/i],
  ['a.sarif', /"\$schema"/],
  ['a.txt', /INCONCLUSIVE|rules/i],
])('%s has the form that its name ends with', (name, form) => {
  const { text, stdout, stderr } = fileOf(name)
  expect(text).toMatch(form)
  expect(stdout).toBe('')
  expect(stderr).not.toBe('')
})

test('a format that is asked for holds for a file of any name', () => {
  expect(fileOf('b.txt', { format: 'json' }).text).toMatch(/^\{/)
})

test('annotations go to standard output, and the file has its own form', () => {
  const annotations = written({ format: 'github' }).stdout
  expect(annotations).not.toBe('')
  const { text, stdout } = fileOf('c.json', { format: 'github' })
  expect(JSON.parse(text)).toHaveProperty('verdicts')
  expect(stdout).toBe(annotations)
})
