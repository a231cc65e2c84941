import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { buildConsole } from './build/console.ts'
import { embeddedFiles } from './build/embedded-files.ts'
import { embeddedYaml } from './build/embedded-yaml.ts'

/**
 * Builds a single executable of the command line, for machines without Node: the running Node, our code, the built-in
 * scenarios and the console.
 * @param output where it is written
 */
export async function buildBinary(output: string): Promise<void> {
  const root = resolve(import.meta.dirname, '..')
  const place = mkdtempSync(join(tmpdir(), 'aion-binary-'))
  const assets: Record<string, string> = {}
  try {
    await buildConsole()
    const bundle = await rolldown({
      input: join(root, 'scripts/bin.ts'),
      platform: 'node',
      // What only tests and libraries need of these does not come with the command line.
      external: ['msw', 'msw/node', 'vitest', 'supertest'],
      transform: { inject: { MessageEvent: [join(root, 'scripts/build/message-event.ts'), 'MessageEvent'] } },
      plugins: [embeddedYaml(root), embeddedFiles(root, assets)],
      logLevel: 'silent',
    })
    const main = join(place, 'main.mjs')
    await bundle.write({ file: main, format: 'esm', codeSplitting: false, minify: true })
    mkdirSync(resolve(output, '..'), { recursive: true })
    const config = {
      main,
      mainFormat: 'module',
      output: resolve(output),
      disableExperimentalSEAWarning: true,
      execArgv: ['--max-semi-space-size=4', '--v8-pool-size=2'],
      execArgvExtension: 'none',
      useCodeCache: true,
      assets,
    }
    writeFileSync(join(place, 'sea.json'), JSON.stringify(config))
    execFileSync(process.execPath, ['--build-sea', join(place, 'sea.json')], { stdio: ['ignore', 'ignore', 'inherit'] })
  } finally {
    rmSync(place, { recursive: true })
  }
}

if (import.meta.main) {
  const output = process.argv[2] ?? `dist-binary/aion-contract${process.platform === 'win32' ? '.exe' : ''}`
  await buildBinary(output)
  console.log(`${output}: ${(statSync(output).size / 1e6).toFixed(0)} MB`)
}
