import type { Profile } from '../../suites/client/profile.ts'

/** A client of the league: what runs it, and what tells its version. */
export interface Entrant {
  readonly name: string
  /** `{field}` is the folder of the league, `{root}` that of this project. */
  readonly command: readonly string[]
  /** A command whose first line is the version, or the version itself. */
  readonly version: string | readonly string[]
  readonly profile?: Profile
}

/** From npm, exact. */
export const packages = {
  ky: '2.1.0',
  got: '16.1.0',
  axios: '1.21.1',
  'axios-retry': '4.5.0',
  'p-retry': '9.0.0',
  undici: '8.12.4',
  ofetch: '1.5.1',
} as const

const node = process.execPath
/** Debian's own, because Debian's packages are what it sees. */
const python = '/usr/bin/python3'
const pythonVersion = (name: string) => [python, '-c', `import ${name}; print(${name}.__version__)`]

// A command can neither be cancelled nor told a deadline by the bench; a downloader passes bodies on.
const noDeadline: Profile = { takesDeadline: false }
const downloader: Profile = { takesDeadline: false, parsesJson: false }

const npmClient = (name: string, file: string, version: string): Entrant => ({
  name,
  command: [node, `{field}/${file}`],
  version,
  profile: noDeadline,
})

export const entrants: readonly Entrant[] = [
  { name: 'conforming', command: [node, '{root}/fixtures/clients/run.ts', 'conforming'], version: '(ours)' },
  { name: 'documented.py', command: [python, '{field}/documented.py'], version: pythonVersion('requests') },
  npmClient('ky', 'ky.mjs', packages.ky),
  npmClient('got', 'got.mjs', packages.got),
  npmClient('axios + axios-retry', 'axios-retry.mjs', `${packages.axios} + ${packages['axios-retry']}`),
  npmClient('fetch + p-retry', 'p-retry.mjs', packages['p-retry']),
  npmClient('undici RetryAgent', 'undici-retry-agent.mjs', packages.undici),
  npmClient('ofetch', 'ofetch.mjs', packages.ofetch),
  {
    name: 'requests + urllib3 Retry',
    command: [python, '{field}/requests_retry.py'],
    version: [python, '-c', "import requests, urllib3; print(requests.__version__, '+', urllib3.__version__)"],
    profile: noDeadline,
  },
  {
    name: 'httpx',
    command: [python, '{field}/httpx_retries.py'],
    version: pythonVersion('httpx'),
    profile: noDeadline,
  },
  {
    name: 'curl',
    command: ['sh', '{field}/curl.sh'],
    version: ['sh', '-c', "curl --version | awk 'NR == 1 { print $2 }'"],
    profile: downloader,
  },
  {
    name: 'wget',
    command: ['sh', '{field}/wget.sh'],
    version: ['sh', '-c', "wget --version | awk 'NR == 1 { print $3 }'"],
    profile: downloader,
  },
]
