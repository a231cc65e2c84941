import { type RequestSchemaName, type UnknownField, unknownFields } from '../../contracts/unknown-fields.ts'
import type { Attempt } from '../journal/journal.ts'
import { recordWarnings } from '../journal/record.ts'
import { invalid, type Refusal } from './message.ts'

/** Where something unknown stood. The name is the warning's. */
export type UnknownKind = 'unknown-parameter' | 'unknown-field'

/** Passes over what the schema does not name, or refuses it. */
export type Tolerate = (
  kind: UnknownKind,
  schema: RequestSchemaName | undefined,
  values: Record<string, unknown>,
) => Refusal | undefined

/** So many warnings at most go into one answer. */
const maxWarnings = 10

const nouns: Readonly<Record<UnknownKind, string>> = { 'unknown-parameter': 'parameter', 'unknown-field': 'field' }

/** A structured field string (RFC 9651 §3.3.3): printable ASCII, bounded; anything else is percent-encoded. */
function quoted(text: string): string {
  const printable = text.slice(0, 64).replace(/[^\x20-\x7e]/gu, (character) => percentEncoded(character))
  return `"${printable.replace(/["\\]/g, '\\$&')}"`
}

function percentEncoded(character: string): string {
  const bytes = new TextEncoder().encode(character)
  return Array.from(bytes, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

const warningOf = (kind: UnknownKind, { name, near }: UnknownField): string =>
  `${kind};name=${quoted(name)}${near === undefined ? '' : `;near=${quoted(near)}`}`

function refusalOf(kind: UnknownKind, { name, near }: UnknownField): Refusal {
  const hint = near === undefined ? '' : `; did you mean "${near}"?`
  return invalid(name.slice(0, 80), `Is not a known ${nouns[kind]}${hint}`)
}

/**
 * How unknown parameters and fields are met. The API's framework passes over them; so does the mock, which removes them and
 * says so in the journal and in `Mock-Warning`, a structured field list. A strict mock refuses the first one.
 */
export function createTolerate(attempt: Attempt, isStrict: boolean): Tolerate {
  return (kind, schema, values) => {
    const unknown = unknownFields(schema, values)
    const [first] = unknown
    if (!first) return undefined
    if (isStrict) return refusalOf(kind, first)
    for (const { name } of unknown) if (Object.hasOwn(values, name)) delete values[name]
    const warnings = unknown.map((field) => warningOf(kind, field))
    recordWarnings(attempt, [...attempt.warnings, ...warnings].slice(0, maxWarnings))
    return undefined
  }
}
