import { serializeItem, Token } from 'structured-headers'
import { shellQuote } from '../parts/shell.ts'

type Entry = Readonly<Record<string, unknown>>

/** Where the mock is, for what is to be copied. */
export interface Target {
  /** `http://127.0.0.1:4010/__mock` */
  readonly control: string
  /** The address of a request that the entry means. */
  readonly url: string
  readonly method: string
  readonly key: string
  readonly hasToken: boolean
}

/** The entry as a request to the control API. The token itself stands nowhere. */
export function asCurl(entry: Entry, { control, hasToken }: Target): string {
  const token = hasToken ? ' \\\n  -H "Mock-Control-Token: $MOCK_CONTROL_TOKEN"' : ''
  return `curl -X POST ${shellQuote(`${control}/faults`)}${token} \\
  -H 'Content-Type: application/json' \\
  -d ${shellQuote(JSON.stringify(entry))}`
}

const isName = (text: string) => /^[A-Za-z_$][\w$]*$/.test(text)

/** A text as a literal of JavaScript, in single quotes. */
const quoted = (text: string) => `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

/** A value as JavaScript writes it. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).map(([name, held]) => `${isName(name) ? name : quoted(name)}: ${literal(held)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

/** The entry in a test: the same for the server, the MSW handlers and the fetch-shaped function. */
export const asCode = (entry: Entry): string => `// mock: what startMockServer() or createHandlers() gave
mock.faults.add(${literal(entry)})`

/** The entry in a scenario file: JSON in one line is YAML, too. */
export const asScenario = (entry: Entry): string => `faults:\n  - ${JSON.stringify(entry)}\n`

const parameterOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const isToken = (text: string) => /^[A-Za-z*][\w!#$%&'*+.^`|~:/-]*$/.test(text)

type Bare = string | number | boolean

const isBare = (value: unknown): value is Bare => ['string', 'number', 'boolean'].includes(typeof value)

const bare = (value: Bare) => (typeof value === 'string' && isToken(value) ? new Token(value) : value)

/** The value of `Mock-Fault` that asks for a fault, or why there is none. */
export function faultHeader(fault: Entry, key: string): { readonly value: string } | { readonly reason: string } {
  const { [key]: name, ...fields } = fault
  if (!isBare(name)) return { reason: `The ${key} is still to be chosen.` }
  const parameters = new Map<string, Bare | Token>()
  for (const [field, value] of Object.entries(fields)) {
    if (!isBare(value)) return { reason: `A header cannot say ${field} in this form; plan it instead.` }
    parameters.set(parameterOf(field), bare(value))
  }
  try {
    return { value: serializeItem([bare(name), parameters]) }
  } catch {
    return { reason: 'A header holds ASCII only; plan it instead.' }
  }
}

/** What an entry says that no header can. */
function onlyPlanned({ fault, sequence, tenant: _, match: __, ...others }: Entry): string | undefined {
  if (fault === undefined) return `a sequence of ${Array.isArray(sequence) ? sequence.length : 0} steps`
  return Object.keys(others)[0]
}

/** The fault as a header on one request. */
export function asHeader(entry: Entry, key: string, { url, method, key: apiKey }: Target): string {
  const only = onlyPlanned(entry)
  if (only !== undefined) return `# A header asks for one fault on its own request; ${only} needs the plan.`
  const header = faultHeader(entry.fault as Entry, key) // onlyPlanned has seen it
  if ('reason' in header) return `# ${header.reason}`
  const verb = method === 'GET' ? '' : ` -X ${method}`
  return `curl -i${verb} -H ${shellQuote(`Authorization: Bearer ${apiKey}`)} \\
  -H ${shellQuote(`Mock-Fault: ${header.value}`)} \\
  ${shellQuote(url)}`
}
