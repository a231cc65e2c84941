import { type JsonSchema, where } from '../../contracts/schemas/json-schema.ts'
import { shapeNames } from '../../contracts/shapes.ts'
import { streamFieldsOf } from './fault-fields.ts'
import { comesDuringUpload, transportKinds, transportRow } from './transports.ts'

/*
 * Which fields of a fault go together. What would be passed over in silence is refused, with the words that would do.
 */

const given = (...fields: readonly string[]): JsonSchema => ({ required: fields })
const isOneOf = (field: string, values: readonly unknown[], expected?: string): JsonSchema => ({
  properties: { [field]: { enum: [...values], ...(expected !== undefined && { expected }) } },
})
const isStreaming = { ...given('when'), ...isOneOf('when', ['streaming']) }

/** Inside a stream the head is out: nothing of it can change any more. */
const inStreams = (kind: 'error' | 'transport', names: readonly string[]): JsonSchema =>
  where(isStreaming, {
    title: 'a fault inside a stream',
    properties: Object.fromEntries([...names, ...streamFieldsOf(kind)].map((name) => [name, {}])),
    additionalProperties: false,
  })

/** What comes inside a stream may wait for events; nothing else may. */
const eventsInStreams = where(given('after'), isStreaming)

/** Whoever runs the operation reads the whole request first. */
const duringUploads = where(
  given('afterBytes'),
  isOneOf('when', ['before'], 'before where afterBytes is given: what comes later has read the whole request'),
)

const bodiless = 'empty'
const withBody = isOneOf(
  'form',
  shapeNames.filter((name) => name !== bodiless),
  'a form that has a body, where body or size is given',
)

/** The rules of an error, under whichever name it is given. */
export const errorRules = (...names: readonly string[]): JsonSchema => ({
  dependentRequired: { dateForm: ['retryAfterDate'], rate: ['body'] },
  not: { required: ['retryAfter', 'retryAfterDate'] },
  allOf: [
    eventsInStreams,
    inStreams('error', names),
    duringUploads,
    where(given('rate'), isOneOf('body', ['drip'], 'drip where a rate is given')),
    where(given('body'), withBody),
    where(given('size'), withBody),
  ],
})

export const redirectRules: JsonSchema = {
  allOf: [where(given('when'), isOneOf('when', ['before', 'committed'])), duringUploads],
}

const kindsThat = (holds: (kind: (typeof transportKinds)[number]) => boolean) => transportKinds.filter(holds)
const oneThat = (what: string, kinds: readonly string[]): JsonSchema =>
  isOneOf('transport', kinds, `one that ${what}: ${kinds.join(', ')}`)

const cuttingStreams = kindsThat((kind) => transportRow(kind).cutsStreams === true)
const needingDelay = kindsThat((kind) => transportRow(kind).needs?.includes('delay') === true)
const withRate = kindsThat((kind) => transportRow(kind).hasRate === true)

export const transportRules: JsonSchema = {
  allOf: [
    eventsInStreams,
    inStreams('transport', ['transport']),
    where(isStreaming, oneThat('can cut a stream', cuttingStreams)),
    where(isOneOf('transport', needingDelay), given('delay')),
    duringUploads,
    where(given('afterBytes'), oneThat('can come in the middle of an upload', kindsThat(comesDuringUpload))),
    where(given('rate'), oneThat('has a rate', withRate)),
  ],
}
