import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type MockServer, startMockServer } from '../../mocks/server/index.ts'
import { matchesShown, readCode, readTranscripts } from './transcript.ts'

const root = resolve(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'README.md'), 'utf8')
const run = promisify(execFile)

/** Where the README's mock server listens; here it is a free port. */
const shownHost = '127.0.0.1:4010'

let mock: MockServer
beforeAll(async () => {
  mock = await startMockServer()
})
afterAll(() => mock.close())

/** Runs a command line as a person would; what it prints counts, whatever its exit code. */
async function shell(command: string): Promise<string> {
  const options = { cwd: root, env: { ...process.env, NO_COLOR: '1', COLUMNS: '80', FORCE_COLOR: undefined } }
  const { stdout } = await run('bash', ['-c', command], options).catch((error: { stdout: string }) => error)
  return stdout
}

const hasShell = await run('bash', ['-c', 'curl --version']).then(
  () => true,
  () => false,
)

describe.skipIf(!hasShell)(
  `every command of the README prints what is shown${hasShell ? '' : ' (skipped: no bash or curl here)'}`,
  () => {
    const transcripts = readTranscripts(page)

    test('there are commands', () => {
      expect(transcripts.length).toBeGreaterThan(7)
    })

    test.each(transcripts)('$command', async ({ command, expected }) => {
      const listening = `127.0.0.1:${mock.port}`
      const printed = (await shell(command.replaceAll(shownHost, listening))).replaceAll(listening, shownHost)
      expect(matchesShown(printed, expected), `printed:\n${printed}\nshown:\n${expected}`).toBe(true)
    })
  },
)

/** The package's entries as they stand in this repository, where nothing is built. */
const sources: Readonly<Record<string, string>> = { 'aion-contract/msw': 'mocks/msw.ts' }

const fromSource = (code: string) =>
  code.replace(/from '(aion-contract[^']*)'/g, (_, entry: string) => {
    const source = sources[entry]
    if (source === undefined) throw new Error(`The README imports ${entry}; say here where its source is`)
    return `from '../../${source}'`
  })

describe('the code of the README', () => {
  const folder = join(root, '.cache', 'readme')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(readCode(page, 'ts').map((code, index) => ({ index, code })))(
    'block $index runs and prints what its comment says',
    async ({ index, code }) => {
      mkdirSync(folder, { recursive: true })
      const file = join(folder, `block-${index}.ts`)
      writeFileSync(file, fromSource(code))
      const { stdout } = await run(process.execPath, [file], { cwd: root })
      const said = [...code.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].map(([, text]) => text)
      expect(stdout.trimEnd().split('\n')).toEqual(said)
    },
  )
})
