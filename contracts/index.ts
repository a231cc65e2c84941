/**
 * The error contract itself: the table of errors, the envelope, the Retry-After header, and the operations with their types.
 * @module
 */
export {
  buildEnvelope,
  codePattern,
  type Difference,
  type Envelope,
  envelopeDifferences,
  isEnvelope,
} from './envelope.ts'
export {
  type DocumentedCode,
  documentedCodes,
  type ErrorCode,
  type ErrorGroup,
  type ErrorRow,
  errorCodes,
  errorRow,
  errors,
  type FallbackCode,
  isErrorCode,
  type Provenance,
  type RetryAfterPresence,
  type RetryClass,
} from './errors.ts'
export { formatHttpDate, type HttpDateForm, parseHttpDate } from './http-date.ts'
export { type PlanLimits, type PlanName, plans } from './limits.ts'
export {
  type BodyInput,
  type BodyOf,
  errorsOf,
  isOperationId,
  type OperationId,
  operationIds,
  operationRow,
  operations,
  type PathParams,
  type QueryInput,
  type QueryOf,
  type ResponseOf,
} from './operations/index.ts'
export type { Access, Method, Operation, RequestBody } from './operations/operation.ts'
export {
  formatRetryAfterDate,
  formatRetryAfterSeconds,
  parseRetryAfter,
  type RetryAfter,
  retryAfterDelayMs,
} from './retry-after.ts'
