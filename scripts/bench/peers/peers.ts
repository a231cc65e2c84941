import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import packageJson from '../../../package.json' with { type: 'json' }
import { peersFolder } from './install.ts'

/** A mock server as it is started, and where it answers the list of files. */
export interface Peer {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly path: string
}

/** What the peers are fed: our OpenAPI document, or one stub with the body that ours gives. */
export interface Food {
  /** A file that holds the document. */
  readonly document: string
  /** A file that holds the body of a list of files. */
  readonly body: string
  /** A folder for whatever they write. */
  readonly folder: string
}

const bin = (name: string) => join(peersFolder, 'node_modules/.bin', name)
const own = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** The folder of a WireMock with one stub. */
function stubFolder({ folder }: Food, text: string): string {
  const root = join(folder, 'wiremock')
  mkdirSync(join(root, 'mappings'), { recursive: true })
  const response = { status: 200, body: text, headers: { 'Content-Type': 'application/json' } }
  const stub = { request: { method: 'GET', urlPath: '/api/v2/user-files' }, response }
  writeFileSync(join(root, 'mappings', 'list.json'), JSON.stringify(stub))
  return root
}

function wiremockJar(): string {
  const build = join(peersFolder, 'node_modules/wiremock/build')
  const jar = readdirSync(build).find((name) => name.endsWith('.jar'))
  if (!jar) throw new Error(`there is no jar in ${build}`)
  return join(build, jar)
}

const startFlags = packageJson.scripts.start.split(' ').filter((word) => word.startsWith('--'))

/** Ours and its peers, each on this port. */
export function peersOn(port: string, food: Food, text: string): readonly Peer[] {
  const base = '/api/v2/user-files'
  const node = process.execPath
  return [
    {
      name: 'aion-contract',
      command: node,
      args: [...startFlags, own('../../../dist/bin.js'), 'mock', '--port', port, '--rate-limit', 'off', '--quiet'],
      path: base,
    },
    {
      name: 'WireMock 3.13.2, one stub',
      command: 'java',
      args: ['-jar', wiremockJar(), '--port', port, '--root-dir', stubFolder(food, text), '--disable-banner'],
      path: base,
    },
    {
      name: 'MSW 3.0.5 behind express, one handler',
      command: node,
      args: [own('msw-express.ts'), port, food.body],
      path: base,
    },
    {
      name: 'prism 5.16.0, our document',
      command: node,
      // By itself it starts a process for each core where NODE_ENV is production, and ends at once.
      args: [bin('prism'), 'mock', food.document, '--port', port, '--host', '127.0.0.1', '--multiprocess=false'],
      path: '/user-files',
    },
    {
      name: 'mockoon 9.9.0, our document',
      command: node,
      args: [bin('mockoon-cli'), 'start', '--data', food.document, '--port', port, '--disable-log-to-file'],
      path: base,
    },
  ]
}
