import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { takeUp } from './unfinished.ts'

let root: string
const file = () => join(root, 'unfinished.json')
const rule = (text: string) => writeFileSync(join(root, 'suites', 'rule.ts'), text)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'aion-league-'))
  mkdirSync(join(root, 'suites'))
  rule('pass')
})
afterEach(() => rmSync(root, { recursive: true }))

it('goes on where it broke off', () => {
  takeUp(root, file()).add('ky')
  expect([...takeUp(root, file()).done]).toEqual(['ky'])
})

it('begins anew when what the verdicts rest on has changed', () => {
  takeUp(root, file()).add('ky')
  rule('fail')
  expect([...takeUp(root, file()).done]).toEqual([])
})

it('begins anew after its end', () => {
  const run = takeUp(root, file())
  run.add('ky')
  run.end()
  expect([...takeUp(root, file()).done]).toEqual([])
})
