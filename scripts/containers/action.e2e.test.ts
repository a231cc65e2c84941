import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createBrokenBackend, defects } from '../../fixtures/backends/broken/index.ts'
import { backendKeys } from '../../fixtures/backends/conforming.ts'
import { serveBackend } from '../../fixtures/backends/serve.ts'
import { startMockServer } from '../../mocks/server/index.ts'
import { commandLine } from '../testing/command-line.ts'

const root = resolve(import.meta.dirname, '../..')

interface Step {
  readonly name?: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>
  readonly runs: { readonly steps: readonly Step[] }
}
const action: Action = parse(readFileSync(`${root}/action.yml`, 'utf8'))

const place = mkdtempSync(join(tmpdir(), 'aion-action-'))
afterAll(() => rmSync(place, { recursive: true }))

// What the action builds; here what is built already stands in for it, or the sources.
mkdirSync(join(place, 'dist'))
writeFileSync(join(place, 'dist/bin.js'), `import ${JSON.stringify(commandLine)}\n`)
writeFileSync(join(place, 'package.json'), '{"type":"module"}')

/** Runs one step in a shell, its expressions replaced as a runner would. */
function runStep(name: string, given: Readonly<Record<string, string>>): Promise<{ code: number; output: string }> {
  const step = action.runs.steps.find((one) => one.name === name)
  if (!step?.run) throw new Error(`There is no step ${name}`)
  const value = (expression: string) => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1]
    if (input === undefined) return place // the path of the action, the only other expression
    return given[input] ?? action.inputs[input]?.default ?? ''
  }
  const own = Object.entries(step.env ?? {}).map(([variable, expression]) => [variable, value(expression)])
  const runner = { RUNNER_TEMP: place, GITHUB_OUTPUT: join(place, 'output'), GITHUB_ENV: join(place, 'env') }
  const env = { ...process.env, ...runner, ...Object.fromEntries(own) }
  const argv = ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run]
  return new Promise((done) => {
    execFile('bash', argv, { cwd: place, env }, (error, stdout, stderr) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
    )
  })
}

test('the mock is there for the steps that follow', async () => {
  const mine = `echo $! > "${place}/pid"`
  const step = action.runs.steps.find(({ name }) => name === 'Start the mock')
  expect(step?.run).toContain('2>&1 &\n')
  // A runner ends what a job has started; here the test does, and needs to know it.
  Object.assign(step ?? {}, { run: step?.run?.replace('2>&1 &\n', `2>&1 &\n${mine}\n`) })
  const { code, output } = await runStep('Start the mock', { port: '0', args: '--files 3 --rate-limit off' })
  try {
    expect([code, output]).toEqual([0, ''])
    const url = /^base-url=(.*)$/m.exec(readFileSync(join(place, 'output'), 'utf8'))?.[1] ?? ''
    expect(readFileSync(join(place, 'env'), 'utf8')).toBe(`AIONVISION_BASE_URL=${url}\n`)
    const listed = await fetch(`${url}/user-files`, {
      headers: { Authorization: 'Bearer aion_test_steps_of_the_action' },
    })
    expect(await listed.json()).toMatchObject({ total_count: expect.any(Number) })
  } finally {
    process.kill(Number(readFileSync(join(place, 'pid'), 'utf8')))
  }
})

test('a mock that does not start fails the job, with the reason', async () => {
  const { code, output } = await runStep('Start the mock', { args: '--no-such-flag' })
  expect(code).toBe(1)
  expect(output).toContain('::error::The mock did not start')
  expect(output).toContain("unknown option '--no-such-flag'")
})

test('a backend that keeps the contract passes, a broken one is annotated', async () => {
  const args = '--only error-is-envelope request-id-is-unique'
  await using mock = await startMockServer({ files: 3 })
  const good = { 'base-url': mock.url, 'api-key': 'aion_test_steps_of_the_action', args }
  const passed = await runStep('Verify the backend', good)
  expect(passed).toMatchObject({ code: 0, output: expect.stringContaining('GOOD') })
  expect(passed.output).not.toContain('::error')

  const [defect] = defects
  if (!defect) throw new Error('There is no defect')
  await using backend = await serveBackend(createBrokenBackend(defect))
  const broken = await runStep('Verify the backend', { 'base-url': backend.baseUrl, 'api-key': backendKeys.main })
  expect(broken.code).toBe(1)
  expect(broken.output).toMatch(/^::error /m)
})

test('another command is refused', async () => {
  expect(await runStep('Refuse another command', { command: 'proof' })).toEqual({
    code: 2,
    output: '::error::command is mock or verify, not proof\n',
  })
})
