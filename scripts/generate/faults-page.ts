import { shapeNames, shapes } from '../../contracts/shapes.ts'
import { type FaultField, faultFields } from '../../mocks/faults/fault-fields.ts'
import { redirectStatuses, successStatuses } from '../../mocks/faults/named-statuses.ts'
import { parameterOf } from '../../mocks/faults/parameter-name.ts'
import { rateLimitFormNames, rateLimitForms } from '../../mocks/faults/rate-limit-forms.ts'
import { comesDuringUpload, transportKinds, transportRow, transports } from '../../mocks/faults/transports.ts'
import { namedScenario, scenarioNames } from '../../mocks/scenario/index.ts'
import { parseScenario } from '../../mocks/scenario/parse-scenario.ts'
import { controlPath } from '../../mocks/server/control/control-path.ts'
import { controlRoutes } from '../../mocks/server/control/routes.ts'
import type { SpeakingWord } from '../../mocks/tenant/keys.ts'
import { note, table } from './documents.ts'

const keyWords: Readonly<Record<SpeakingWord, string>> = {
  expired: '401 EXPIRED_API_KEY',
  deactivated: '401 DEACTIVATED_API_KEY',
  readonly: 'the key may only read: 403 AUTHZ_ERROR for writes',
  pastdue: '402 for everything',
  starter: "the starter plan's limits",
  professional: "the professional plan's limits, as without any word",
  enterprise: "the enterprise plan's limits",
}

const fieldRows: readonly (readonly [string, FaultField])[] = Object.entries(faultFields)

/** Every field as a parameter of the header; `details` is an object, which none can hold. */
function parameterRows(): string[][] {
  const status = ['status', "Another status than the table's, from 400 to 599.", 'error']
  const others = fieldRows.map(([name, { of, schema }]) => [name, String(schema.description), of.join(', ')])
  return [status, ...others].map(([name = '', meaning = '', of = '']) => [
    name === 'details' ? '–' : code(parameterOf(name)),
    code(name),
    of,
    meaning,
  ])
}

const example = `description: The rate limit is met twice, and the provider is down.
faults:
  - match: { operation: listFiles }
    sequence: [{ error: RATE_LIMIT_ERROR, retryAfter: 2 }, { error: RATE_LIMIT_ERROR, retryAfter: 2 }, pass]
  - match: { operation: searchImages }
    fault: { error: VLM_PROVIDER_ERROR }
    times: always
`

const code = (text: string) => (text === '' ? '' : `\`${text}\``)

/** Everything that can be made to go wrong, and every way to ask for it, as a page. */
export function faultsPage(): string {
  parseScenario(example, 'the example') // throws when it is none
  const kinds = transportKinds.map((kind) => [
    code(kind),
    transports[kind].onTheWire,
    transports[kind].overHttp2,
    transports[kind].inProcess,
    code(transportRow(kind).errorBody ?? '') || '–',
    comesDuringUpload(kind) ? 'yes' : '–',
  ])
  const limits = rateLimitFormNames.map((name) => [code(name), rateLimitForms[name].title])
  const forms = shapeNames.map((name) => [code(name), shapes[name].title])
  const words = Object.entries(keyWords).map(([word, meaning]) => [code(`aion_test_${word}_your_choice`), meaning])
  const scenarios = scenarioNames().map((name) => [code(name), namedScenario(name)?.description ?? ''])
  const routes = controlRoutes.map(({ method, path, summary }) => [code(`${method} ${controlPath}${path}`), summary])
  return `${note}

# Faults and scenarios

A fault is an error of [the table](errors.md), a redirect, a success with a spoilt body, or a connection that misbehaves. It
is asked for in one of five ways, which all mean the same and refuse what they do not know, and what makes no sense together:

| way | example |
| --- | --- |
| a header | \`Mock-Fault: RATE_LIMIT_ERROR;retry-after=3\`, \`Mock-Fault: 503\`, \`Mock-Fault: reset;delay=200\`, \`Mock-Fault: 307;location="https://other.test/"\`, \`Mock-Fault: 200;form=html\` |
| the query | \`?mock-fault=RATE_LIMIT_ERROR;retry-after=3\` |
| \`Prefer\` | \`Prefer: code=503, example=MEMORY_LIMIT_EXCEEDED\` |
| the control API | \`POST ${controlPath}/faults\` with \`{"tenant":"ci","fault":{"error":"RATE_LIMIT_ERROR","retryAfter":3},"times":2}\` |
| code | \`mock.faults.next('RATE_LIMIT_ERROR', { retryAfter: 3, times: 2 })\` |

The first three are for this one request; the last two put an entry into the plan, which is served in order, once unless
\`times\` says otherwise (see [options](options.md)). \`Mock-Fault-Served\` in the answer says what was served and who asked
for it. A fault that needs what a request does not have, such as a stream or a body, is kept for one that has it; asked for
by such a request itself, it is refused.

## Kinds

| kind | in the header | in JSON |
| --- | --- | --- |
| error | a code of the table, or its status: \`RATE_LIMIT_ERROR\`, \`429\` | \`{"error":"RATE_LIMIT_ERROR"}\`, \`{"status":429}\` |
| redirect | ${redirectStatuses.map(String).map(code).join(', ')}, with \`location\` | \`{"status":307,"location":"https://other.test/"}\` |
| success | ${successStatuses.map(String).map(code).join(', ')}, with \`form\`: the operation runs, and its body is cut in half, an HTML page or empty | \`{"status":200,"form":"truncated-json"}\` |
| transport | a name of the table below: \`reset\` | \`{"transport":"reset"}\` |

\`Prefer\` asks for errors only, and its first \`code\` counts (RFC 7240 §2).

## Parameters

The value of \`Mock-Fault\` is a structured field item (RFC 9651): the name of the fault, then parameters. Text stands in
quotes: \`;message="Come back later"\`; a size may do without: \`;size=8MB\`. The JSON form has the same fields, and
\`details\`, lists of \`retryAfter\` and distributions of \`delay\` besides.

${table(['parameter', 'in JSON', 'of', 'meaning'], parameterRows())}

Inside a stream (\`when=streaming\`) the head is out already: what would change it is refused there.

## Transport faults

Over HTTP/2 a connection carries many answers: what is said of a stream leaves the others as they are. Those whose name begins
with \`h2-\` need it (\`--https\`): without it
they are refused when they are planned, and a planned one waits for a request over HTTP/2. A request over HTTP/1.1 that asks for
one itself is refused with 422 and a sentence.

${table(
  [
    'name',
    'over HTTP/1.1',
    'over HTTP/2',
    'in process (MSW, `createFetch`)',
    'as the `body` of an error',
    'in the middle of an upload',
  ],
  kinds,
)}

## Forms of a rate limit

${table(['form', 'what is sent'], limits)}

## Forms of an error body

${table(['form', 'what is sent'], forms)}

## Keys that speak

Words at the head of a key's name, one after the other: \`aion_test_starter_readonly_ci\` may only read, on the starter plan.
The whole name is the tenant's.

${table(['key', 'what it does'], words)}

Whoever logs in, what a session answers when it has expired, and how a subscription lapses: see [people](people.md).

## Scenarios

A file of faults and of what a tenant begins with, in YAML or JSON. These come with the package:
\`aion-contract mock --scenario NAME\`, \`startMockServer({ scenario })\` or the control API.

${table(['name', 'what happens'], scenarios)}

A file of your own may begin with \`# yaml-language-server: $schema=…\` and the
[schema](../fixtures/scenarios/generated/scenario.schema.json), and the editor completes it:

\`\`\`yaml
${example}\`\`\`

## The control API

Described in full by \`GET ${controlPath}/openapi.json\`. All of it lies under \`/t/<tenant>${controlPath}\`, too, bound to
that tenant: a reset there resets the tenant, and a call that names another is refused. So a balancer in front of several
replicas can send it where the tenant lives.

${table(['request', 'what it does'], routes)}
`
}
