import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readPlan } from './proxy-faults.ts'

const folder = mkdtempSync(join(tmpdir(), 'proxy-plan-'))
afterAll(() => rmSync(folder, { recursive: true }))

function planOf(fault: object) {
  const file = join(folder, 'plan.json')
  writeFileSync(file, JSON.stringify([{ sequence: ['pass', fault] }]))
  return readPlan(file)
}

test.each([
  [{ error: 'TIMEOUT', when: 'streaming' }, /when: streaming is for the mock/],
  [{ transport: 'reset', afterBytes: 10 }, /afterBytes: Is for the mock/],
  [{ status: 200, form: 'html' }, /status: 200 is for the mock/],
  [{ transport: 'h2-goaway' }, /transport: h2-goaway is for the mock: the proxy speaks HTTP\/1\.1/],
])('the proxy refuses %j', (fault, issue) => {
  expect(() => planOf(fault)).toThrow(issue)
})

test.each([
  { error: 'TIMEOUT', body: 'drip', rate: 10 },
  { error: 'HTTP_500', size: '8MB' },
  { status: 307, location: 'https://other.test/' },
  { transport: 'slow-body', rate: '1kB', when: 'committed' },
])('the proxy takes %j', (fault) => {
  expect(planOf(fault).list()).toHaveLength(1)
})
