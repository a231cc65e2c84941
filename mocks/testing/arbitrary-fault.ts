import fc from 'fast-check'
import { errorCodes } from '../../contracts/errors.ts'
import { shapeNames } from '../../contracts/shapes.ts'
import { maxDateOffsetSeconds, maxDelayMs } from '../faults/bounds.ts'
import { type ByteCount, maxBytes } from '../faults/byte-count.ts'
import type { Delay, ErrorFault, Fault, RedirectFault, SuccessFault, TransportFault } from '../faults/fault.ts'
import { redirectStatuses, successStatuses } from '../faults/named-statuses.ts'
import { rateLimitFormNames } from '../faults/rate-limit-forms.ts'
import {
  comesDuringUpload,
  errorBodies,
  type TransportKind,
  transportKinds,
  transportRow,
} from '../faults/transports.ts'

const delayMs = fc.integer({ min: 0, max: maxDelayMs })

const delay: fc.Arbitrary<Delay> = fc.oneof(
  delayMs,
  fc.tuple(delayMs, delayMs).map(([a, b]) => ({ uniform: [Math.min(a, b), Math.max(a, b)] as const })),
  fc.record({
    lognormal: fc.record({
      medianMs: delayMs,
      sigma: fc.double({ min: 0, max: 3, noNaN: true }).map((sigma) => sigma + 0),
    }),
  }),
)

const when = fc.constantFrom('before' as const, 'committed' as const)
const timing = { delay, when }

const bytes: fc.Arbitrary<ByteCount> = fc.oneof(
  fc.integer({ min: 1, max: maxBytes }),
  fc.integer({ min: 1, max: 99_999 }).map((count) => `${count}kB` as const),
  fc.integer({ min: 1, max: 100 }).map((count) => `${count}MB` as const),
)

/** What a field value may hold as the fault vocabulary sees it: visible ASCII, blanks and tabs. */
const fieldLine = fc.stringMatching(/^[\t\x20-\x7e]{0,40}$/)

const withoutWait = {
  status: fc.integer({ min: 400, max: 599 }),
  message: fc.string(),
  details: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())),
  requestId: fc.stringMatching(/^[\x21-\x7e]{1,40}$/),
  form: fc.constantFrom(...shapeNames.filter((name) => name !== 'empty')),
  rateLimit: fc.constantFrom(...rateLimitFormNames),
  body: fc.constantFrom(...errorBodies),
  size: bytes,
  ...timing,
}

const seconds = { retryAfterDate: fc.integer({ min: -maxDateOffsetSeconds, max: maxDateOffsetSeconds }) }
const error = { error: fc.constantFrom(...errorCodes) }

const errorFault: fc.Arbitrary<ErrorFault> = fc.oneof(
  fc.record(
    {
      ...error,
      ...withoutWait,
      retryAfter: fc.oneof(fc.nat(), fieldLine, fc.array(fieldLine, { minLength: 1, maxLength: 4 }), fc.constant(null)),
    },
    { requiredKeys: ['error'] },
  ),
  fc.record(
    {
      ...error,
      ...withoutWait,
      ...seconds,
      dateForm: fc.constantFrom('imf-fixdate' as const, 'rfc850' as const, 'asctime' as const),
    },
    { requiredKeys: ['error', 'retryAfterDate'] },
  ),
)

const namedByStatus: fc.Arbitrary<RedirectFault | SuccessFault> = fc.oneof(
  fc.record(
    {
      status: fc.constantFrom(...redirectStatuses),
      location: fc.stringMatching(/^(https:\/\/a|\/)[\x21-\x7e]{0,40}$/),
      ...timing,
    },
    { requiredKeys: ['status', 'location'] },
  ),
  fc.record(
    {
      status: fc.constantFrom(...successStatuses),
      form: fc.constantFrom('truncated-json' as const, 'html' as const, 'empty' as const),
      delay,
    },
    { requiredKeys: ['status', 'form'] },
  ),
)

const duringUpload: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ ...error, afterBytes: bytes, delay }, { requiredKeys: ['error', 'afterBytes'] }),
  fc.record(
    { transport: fc.constantFrom(...transportKinds.filter(comesDuringUpload)), afterBytes: bytes, delay },
    { requiredKeys: ['transport', 'afterBytes'] },
  ),
)

const dripping: fc.Arbitrary<Fault> = fc.oneof(
  bytes.map((rate) => ({ transport: 'slow-body' as const, rate })),
  fc.record({ ...error, body: fc.constant('drip' as const), rate: bytes }),
)

const needsDelay = (kind: TransportKind) => transportRow(kind).needs?.includes('delay') === true

const transportFault: fc.Arbitrary<TransportFault> = fc.oneof(
  fc.record(
    { transport: fc.constantFrom(...transportKinds.filter((kind) => !needsDelay(kind))), ...timing },
    { requiredKeys: ['transport'] },
  ),
  fc.record(
    { transport: fc.constantFrom(...transportKinds.filter(needsDelay)), ...timing },
    { requiredKeys: ['transport', 'delay'] },
  ),
)

/** Any fault that the vocabulary can say. For tests. */
export const anyFault: fc.Arbitrary<Fault> = fc.oneof(errorFault, transportFault, namedByStatus, duringUpload, dripping)
