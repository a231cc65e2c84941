import type { Profile } from '../../suites/client/profile.ts'

/** How the bench reaches a client: as a function of its own process, behind a driver, or as a command. */
export type Way = 'in process' | 'driver' | 'command'

/** A client of the league. */
export interface Entrant {
  readonly name: string
  /** As its library comes, with its retries switched on; or set up as docs/clients.md says. */
  readonly setup: 'as it comes' | 'tuned'
  readonly way: Way
  /** What runs it as a command or a driver; `{field}` is the folder of the league, `{root}` that of this project. */
  readonly command: readonly string[]
  /** Its module under the folder of the league, for a client that is a function. */
  readonly module?: string
  /** A command whose first line is the version, or the version itself. */
  readonly version: string | readonly string[]
  readonly profile?: Profile
}

/** From npm, exact. */
export const packages = {
  '@anthropic-ai/sdk': '1.14.0',
  '@azure/core-rest-pipeline': '1.25.1',
  '@smithy/core': '3.41.1',
  '@smithy/node-http-handler': '4.14.2',
  axios: '1.21.1',
  'axios-retry': '4.5.0',
  'fetch-retry': '6.0.0',
  gaxios: '8.3.3',
  got: '16.1.0',
  ky: '2.1.0',
  ofetch: '1.5.1',
  openai: '7.57.0',
  'p-retry': '9.0.0',
  'retry-axios': '4.0.3',
  stripe: '23.1.0',
  superagent: '10.4.2',
  undici: '8.13.1',
} as const

type Package = keyof typeof packages
type Setup = Entrant['setup']

const node = process.execPath
/** Debian's own, because Debian's packages are what it sees. */
const python = '/usr/bin/python3'
const pythonVersion = (...names: readonly string[]) => [
  python,
  '-c',
  `import ${names.join(', ')}; print(${names.map((name) => `${name}.__version__`).join(", '+', ")})`,
]

// Most have none for a whole call; a downloader passes bodies on; a thread cannot be cancelled.
const takesAll: Profile = {}
const noDeadline: Profile = { takesDeadline: false }
const inThreads: Profile = { takesDeadline: false, isCancellable: false }
const downloader: Profile = { takesDeadline: false, parsesJson: false }

const variants = { 'as it comes': 'asItComes', tuned: 'tuned' } as const satisfies Record<Setup, string>

interface Other {
  readonly profile?: Profile
  readonly setup?: Setup
}

const npmClient = (
  name: string,
  module: string,
  of: readonly Package[],
  { setup = 'as it comes', profile = noDeadline }: Other = {},
): Entrant => ({
  name,
  setup,
  way: 'in process',
  module,
  command: [node, '{field}/run.mjs', module, variants[setup]],
  version: of.map((one) => packages[one]).join(' + '),
  profile,
})

const both = (name: string, module: string, of: readonly Package[], profiles: Partial<Record<Setup, Profile>> = {}) =>
  (['as it comes', 'tuned'] as const).map((setup) => {
    const profile = profiles[setup]
    return npmClient(name, module, of, { setup, ...(profile && { profile }) })
  })

const other =
  (way: Way, usual: Profile) =>
  (
    name: string,
    command: readonly string[],
    version: Entrant['version'],
    { profile = usual, setup = 'as it comes' }: Other = {},
  ): Entrant => ({ name, setup, way, command, version, profile })

const driver = other('driver', noDeadline)
// One process is one call by their nature: a driver would only start further programs beside them.
const downloaderCommand = other('command', downloader)
const inPython = (name: string, file: string, version: Entrant['version'], setup?: Setup): Entrant =>
  driver(name, [python, `{field}/${file}`], version, { profile: inThreads, ...(setup && { setup }) })

/** The version of a package of Debian, where what runs it is there as well. */
const ofDebian = (name: string, program: string) => [
  'sh',
  '-c',
  `command -v ${program} >/dev/null && dpkg-query --show --showformat '\${Version}' ${name}`,
]

const curlVersion = ['sh', '-c', "curl --version | awk 'NR == 1 { print $2 }'"]
const requestsVersion = pythonVersion('requests', 'urllib3')

export const entrants: readonly Entrant[] = [
  {
    name: 'conforming',
    setup: 'as it comes',
    way: 'in process',
    module: 'conforming',
    command: [node, '{root}/fixtures/clients/run.ts', 'conforming'],
    version: '(ours)',
  },
  driver('documented.py', [python, '{field}/documented_driver.py'], pythonVersion('requests'), {
    profile: { isCancellable: false },
  }),
  ...both('ky', 'ky', ['ky'], { 'as it comes': takesAll, tuned: takesAll }),
  ...both('got', 'got', ['got']),
  ...both('axios + axios-retry', 'axios-retry', ['axios', 'axios-retry']),
  npmClient('axios + retry-axios', 'retry-axios', ['axios', 'retry-axios']),
  ...both('fetch + p-retry', 'p-retry', ['p-retry'], { tuned: takesAll }),
  npmClient('fetch + fetch-retry', 'fetch-retry', ['fetch-retry']),
  ...both('undici RetryAgent', 'undici-retry-agent', ['undici']),
  ...both('ofetch', 'ofetch', ['ofetch']),
  ...both('gaxios', 'gaxios', ['gaxios']),
  npmClient('openai', 'openai', ['openai']),
  npmClient('anthropic', 'anthropic', ['@anthropic-ai/sdk']),
  npmClient('stripe', 'stripe', ['stripe']),
  ...both('AWS (smithy)', 'aws', ['@smithy/core']),
  npmClient('azure core', 'azure', ['@azure/core-rest-pipeline']),
  npmClient('superagent', 'superagent', ['superagent']),
  inPython('requests + urllib3 Retry', 'requests_retry.py', requestsVersion),
  inPython('requests + urllib3 Retry', 'requests_tuned.py', requestsVersion, 'tuned'),
  inPython('httpx', 'httpx_retries.py', pythonVersion('httpx')),
  inPython('httpx + tenacity', 'httpx_tenacity.py', pythonVersion('httpx'), 'tuned'),
  driver(
    'go-retryablehttp',
    ['env', 'GO111MODULE=off', 'GOPATH=/usr/share/gocode', 'go', 'run', '{field}/retryablehttp.go'],
    ofDebian('golang-github-hashicorp-go-retryablehttp-dev', 'go'),
  ),
  driver('net/http (Ruby)', ['ruby', '{field}/net_http.rb'], ['ruby', '-e', 'puts RUBY_VERSION']),
  driver('Guzzle', ['php', '{field}/guzzle.php'], ofDebian('php-guzzlehttp-guzzle', 'php'), { profile: inThreads }),
  driver(
    'OkHttp',
    ['java', '-cp', '/usr/share/java/okhttp.jar:/usr/share/java/okio.jar', '{field}/OkHttp.java'],
    ofDebian('libokhttp-java', 'javac'),
  ),
  driver('httr2 (R)', ['Rscript', '--vanilla', '{field}/httr2.R'], ofDebian('r-cran-httr2', 'Rscript'), {
    profile: takesAll,
  }),
  downloaderCommand('curl', ['sh', '{field}/curl.sh'], curlVersion),
  downloaderCommand('curl', ['sh', '{field}/curl_tuned.sh'], curlVersion, { setup: 'tuned' }),
  downloaderCommand('wget', ['sh', '{field}/wget.sh'], ['sh', '-c', "wget --version | awk 'NR == 1 { print $3 }'"]),
]

/** How an entrant is called in tables and files: `ky, tuned`. */
export const titleOf = ({ name, setup }: Entrant): string => (setup === 'tuned' ? `${name}, tuned` : name)

export const slugOf = (entrant: Entrant): string =>
  titleOf(entrant)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '')
