import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { validateAction } from '@action-validator/core'
import { DCLinter } from 'dclint'
import { validate } from 'dockerfile-utils'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(`${root}/${file}`, 'utf8')

const dockerfile = read('Dockerfile')
const issuesOf = (text: string) => validate(text).map(({ message }) => message)

test('a linter finds nothing in the Dockerfile', () => {
  expect(issuesOf(dockerfile)).toEqual([])
  expect(issuesOf(dockerfile.replace('USER node', 'USR node'))).toEqual(['Unknown instruction: USR'])
})

test('the action fits the schema of actions', () => {
  const action = read('action.yml')
  expect(validateAction(action).errors).toEqual([])
  expect(validateAction(action.replace('using: composite', 'using: composit')).errors).not.toEqual([])
})

test('a linter finds nothing in the compose file', () => {
  const linter = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [], disableAllRules: false })
  expect(linter.lintFiles([`${root}/compose.yaml`], false)).toMatchObject([{ messages: [] }])
})

test('no step of the action puts an input into its script', () => {
  const scripts = read('action.yml')
    .split(/^ +run: /m)
    .slice(1)
  expect(scripts.length).toBe(4)
  for (const script of scripts) expect(script.split(/^ {4}- /m)[0]).not.toContain('${{')
})
