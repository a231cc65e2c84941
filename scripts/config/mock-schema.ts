import { plans } from '../../contracts/limits.ts'
import { type JsonSchema, wholeNumber } from '../../contracts/schemas/json-schema.ts'
import { streamPace } from '../../mocks/tenant/tenant-patch-schema.ts'

const text = { type: 'string', minLength: 1 }
const file = (description: string) => ({ ...text, description: `${description} Seen from the folder of this file.` })
const yes = (description: string) => ({ type: 'boolean', description })

/** What a configuration says under `mock`: what the flags of the command say, and the pace of streams. */
export const mockSchema: JsonSchema = {
  title: 'mock',
  description: 'What `aion-contract mock` is told.',
  type: 'object',
  properties: {
    port: {
      ...wholeNumber,
      maximum: 65_535,
      expected: 'a port, 0 to 65535',
      description: 'Default 4010; 0 takes a free one.',
    },
    host: { ...text, description: 'Default 127.0.0.1.' },
    seed: {
      ...wholeNumber,
      maximum: 4_294_967_295,
      description: 'Seeds the records and every other chance. Default 1.',
    },
    rateLimit: yes("Whether the plan's rate window is enforced. Default true."),
    plan: {
      enum: Object.keys(plans),
      tsType: 'PlanName',
      description: 'The plan of tenants whose name does not say otherwise. Default professional.',
    },
    files: {
      ...wholeNumber,
      maximum: 100_000,
      expected: 'a whole number between 0 and 100000',
      description: 'How many files a new tenant finds. Default 100.',
    },
    basePath: { ...text, description: 'Under which path the API lies. Default `/api/v2`.' },
    latency: {
      type: ['number', 'string', 'object'],
      tsType: 'Latency',
      expected: '200, 100..300 or lognormal(200, 0.5), in milliseconds',
      description:
        'How long every answer takes, milliseconds: `200`, `100..300`, `lognormal(200, 0.5)`. Default nothing.',
    },
    stream: streamPace,
    acceptAnyKey: yes('Whether any bearer token will do. Default false.'),
    strict: yes('Whether unknown parameters and fields are refused, which the API passes over. Default false.'),
    scenario: file('What the mock begins with: the name of a scenario, or a YAML or JSON file.'),
    data: file('What tenants begin with instead of made-up records: a YAML or JSON file.'),
    persist: file('The folder in which the worlds of tenants outlast the mock.'),
    watch: yes(
      'Whether the files of scenario and data are read again when they change; this file is read once. Default false.',
    ),
    https: yes('Whether it speaks HTTPS, with HTTP/2 beside it. Default false.'),
    caFile: file('Where the authority of a certificate is written that is made at start.'),
    cert: file('A certificate of your own, in PEM.'),
    key: file('Its private key.'),
    controlToken: {
      ...text,
      description: 'Demanded of whoever uses the control API; `$NAME` is taken from the environment.',
    },
    console: yes('Whether the page at / is served. Default true.'),
    quiet: yes('Whether nothing is printed but the first line. Default false.'),
  },
  additionalProperties: false,
}
