import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../fixtures/clients/drivers/', import.meta.url))

/** A driver of the fixtures: how it is started, and what has to run for it to start. */
interface SampleDriver {
  readonly file: string
  readonly argv: readonly string[]
  /** A program that says nothing and ends well where everything that the driver needs is there. */
  readonly needs: readonly string[]
}

/** Debian's own, because Debian's packages are what it sees. */
const python = '/usr/bin/python3'

const drivers: readonly SampleDriver[] = [
  { file: 'driver.ts', argv: [process.execPath], needs: [process.execPath, '--version'] },
  { file: 'requests_driver.py', argv: [python], needs: [python, '-c', 'import requests'] },
  { file: 'httpx_driver.py', argv: [python], needs: [python, '-c', 'import httpx'] },
  { file: 'driver.go', argv: ['go', 'run'], needs: ['go', 'version'] },
  { file: 'Driver.java', argv: ['java'], needs: ['javac', '--version'] },
  { file: 'driver.rb', argv: ['ruby'], needs: ['ruby', '--version'] },
  { file: 'driver.sh', argv: ['sh'], needs: ['sh', '-c', 'curl --version && jq --version'] },
]

/** The drivers of the fixtures; `impossible` says why one cannot run on this machine. */
export const sampleDrivers = drivers.map(({ file, argv, needs: [program = '', ...words] }) => ({
  file,
  path: folder + file,
  argv: [...argv, folder + file],
  impossible: spawnSync(program, words).status === 0 ? undefined : `${[program, ...words].join(' ')} does not run here`,
}))
