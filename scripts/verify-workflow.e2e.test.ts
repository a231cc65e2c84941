import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createBrokenBackend, defects } from '../fixtures/backends/broken/index.ts'
import { backendKeys } from '../fixtures/backends/conforming.ts'
import { serveBackend } from '../fixtures/backends/serve.ts'
import { startMockServer } from '../mocks/server/index.ts'
import { commandLine } from './testing/command-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'aion-workflow-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Workflow {
  readonly jobs: { readonly verify: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] } }
}

const source = readFileSync(new URL('../docs/ci/verify-staging.yml', import.meta.url), 'utf8')
const { jobs }: Workflow = parse(source)
/** What the workflow runs in a shell, but for the installation. */
const scripts = jobs.verify.steps.flatMap(({ name, run }) => (run === undefined || name === 'Install' ? [] : [run]))

// Stands in for `npx --no-install aion-contract`, which would look for an installed package.
writeFileSync(join(folder, 'npx'), `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${commandLine}" "$@"\n`)
chmodSync(join(folder, 'npx'), 0o755)

function shell(script: string, env: Record<string, string>): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const options = {
      cwd: folder,
      env: { PATH: `${folder}:${process.env.PATH}`, NODE_OPTIONS: process.env.NODE_OPTIONS, ...env },
    }
    execFile('bash', ['--norc', '-e', '-c', script], options, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
    )
  })
}

test('its steps pass against our mock and leave three reports', async () => {
  await using mock = await startMockServer()
  const env = { AIONVISION_BASE_URL: mock.url, AIONVISION_API_KEY: 'aion_test_workflow_of_ci_runs' }
  expect(scripts.length).toBe(2)
  for (const script of scripts) expect(await shell(script, env)).toMatchObject({ code: 0 })
  expect(readFileSync(join(folder, 'aion-contract.xml'), 'utf8')).toContain('<testsuites ')
  expect(readFileSync(join(folder, 'aion-contract.html'), 'utf8')).toContain('<!doctype html>')
  expect(JSON.parse(readFileSync(join(folder, 'aion-contract.json'), 'utf8'))).toMatchObject({ isGood: true })
})

test('a broken backend fails its last step', async () => {
  const [defect] = defects
  if (!defect) throw new Error('There is no defect')
  await using backend = await serveBackend(createBrokenBackend(defect))
  const env = { AIONVISION_BASE_URL: backend.baseUrl, AIONVISION_API_KEY: backendKeys.main }
  const { code, output } = await shell(scripts.at(-1) ?? '', env)
  expect(code).toBe(1)
  expect(output).toContain('BROKEN: 1 rule is broken')
})
