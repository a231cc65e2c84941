import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..')
const league = `${root}/fixtures/clients/league`
const standingsFile = `${root}/docs/league/standings.json`

/** What the league wrote down of a client. */
interface Standing {
  readonly title: string
  readonly version: string
  readonly broken: readonly { readonly rule: string; readonly evidence: string }[]
}

interface Setup {
  /** As the league calls it. */
  readonly client: string
  readonly file: string
  /** What a reader must know beside the code. */
  readonly note: string
}

const setups: readonly Setup[] = [
  {
    client: 'ky',
    file: 'ky.mjs',
    note: 'By itself it takes a malformed Retry-After for "at once", and cuts a long one short.',
  },
  {
    client: 'got',
    file: 'got.mjs',
    note: 'Retries 429 of safe methods only, unless told; `calculateDelay` has the last word, 0 gives up.',
  },
  {
    client: 'axios + axios-retry',
    file: 'axios-retry.mjs',
    note: 'Streams are sent again empty unless `retryCondition` refuses them; bodies that are no JSON pass as text unless told.',
  },
  {
    client: 'fetch + p-retry',
    file: 'p-retry.mjs',
    note: 'Knows nothing of HTTP: status, Retry-After and method are yours to look at.',
  },
  {
    client: 'undici RetryAgent',
    file: 'undici-retry-agent.mjs',
    note: 'Caps Retry-After at 30 s, which is an early retry where more was asked for; a policy of your own does not.',
  },
  {
    client: 'ofetch',
    file: 'ofetch.mjs',
    note: 'Its waits cannot be cancelled, and know no Retry-After by themselves.',
  },
  {
    client: 'gaxios',
    file: 'gaxios.mjs',
    note: 'Knows no Retry-After by itself; a backoff function of your own does.',
  },
  {
    client: 'AWS (smithy)',
    file: 'aws.mjs',
    note: 'Waits five seconds longer than its own backoff at the most, whatever was asked for, and repeats a POST like a GET.',
  },
  {
    client: 'requests + urllib3 Retry',
    file: 'requests_tuned.py',
    note: 'urllib3 waits nothing before its first retry, and raises on a Retry-After that it cannot read.',
  },
  {
    client: 'httpx + tenacity',
    file: 'httpx_tenacity.py',
    note: "httpx retries only what could not connect; tenacity's wait is where Retry-After is read.",
  },
  {
    client: 'curl',
    file: 'curl_tuned.sh',
    note: 'Obeys Retry-After by itself; `--retry-max-time` bounds all of it. It cannot tell a used-up month from a busy minute.',
  },
]

const untuned = [
  'openai',
  'anthropic',
  'stripe',
  'azure core',
  'superagent',
  'axios + retry-axios',
  'fetch + fetch-retry',
  'wget',
]

const languages: Readonly<Record<string, string>> = { mjs: 'js', py: 'python', sh: 'sh' }

function standings(): readonly Standing[] {
  if (!existsSync(standingsFile)) return []
  return JSON.parse(readFileSync(standingsFile, 'utf8')) as readonly Standing[] // written by npm run league
}

function remains(title: string, all: readonly Standing[]): string {
  const found = all.find((one) => one.title === title)
  if (!found) return 'Not judged where the league was run last.'
  if (found.broken.length === 0) return 'Nothing remains broken.'
  return ['What remains:', '', ...found.broken.map(({ rule, evidence }) => `- \`${rule}\`: ${evidence}`)].join('\n')
}

function section({ client, file, note }: Setup, all: readonly Standing[]): string {
  const extension = file.split('.').at(-1) ?? ''
  const code = readFileSync(`${league}/${file}`, 'utf8').trimEnd()
  return [
    `## ${client}`,
    '',
    note,
    '',
    `\`\`\`${languages[extension] ?? ''}`,
    code,
    '```',
    '',
    remains(`${client}, tuned`, all),
    '',
  ].join('\n')
}

/** The page that says how to set each library up so that it retries as it should, quoted from the league's own code. */
export function clientsPage(): string {
  const all = standings()
  const policy = readFileSync(`${league}/assignment.mjs`, 'utf8').trimEnd()
  const asTheyCome = untuned.flatMap((name) => {
    const found = all.find((one) => one.title === name)
    return found
      ? [`| ${name} ${found.version} | ${found.broken.map(({ rule }) => `\`${rule}\``).join(', ') || 'nothing'} |`]
      : []
  })
  return [
    '# How to set a client up so that it behaves',
    '',
    'For each library the smallest setup that we found best, as `fixtures/clients/league` runs it on the retry bench; what',
    'it still breaks stands below it. `asItComes` beside it is the library with its retries switched on and nothing else.',
    'A client written for the purpose is [conforming.ts](../fixtures/clients/conforming.ts): it breaks nothing.',
    '',
    'The JavaScript clients share one policy, to be copied with them:',
    '',
    '```js',
    policy,
    '```',
    '',
    ...setups.map((one) => section(one, all)),
    '## As they come',
    '',
    'These were judged without a setup of their own.',
    '',
    '| client | breaks |',
    '|---|---|',
    ...asTheyCome,
    '',
  ].join('\n')
}
