import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What is installed, and in which version: the figures of the docs are of these. */
const versions: Readonly<Record<string, string>> = {
  '@stoplight/prism-cli': '5.16.0',
  '@mockoon/cli': '9.9.0',
  wiremock: '3.13.2',
}

/** A folder of their own: nothing of theirs comes among our dependencies. */
export const peersFolder: string = fileURLToPath(new URL('../../../.cache/peers/', import.meta.url))

/** Installs the peers where they are not yet; scripts of theirs are not run. */
export function installPeers(): void {
  mkdirSync(peersFolder, { recursive: true })
  const missing = Object.keys(versions).filter((name) => !existsSync(`${peersFolder}node_modules/${name}`))
  if (missing.length === 0) return
  writeFileSync(`${peersFolder}package.json`, '{"private":true}\n')
  const wanted = missing.map((name) => `${name}@${versions[name]}`)
  console.log(`installs ${wanted.join(', ')} into .cache/peers`)
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...wanted], {
    cwd: peersFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
