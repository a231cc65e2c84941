import type { ErrorCode } from '../errors.ts'
import { agentsOperations } from './agents.ts'
import { analysisOperations } from './analysis.ts'
import { apiKeysOperations } from './api-keys.ts'
import { auditOperations } from './audit.ts'
import { authOperations } from './auth.ts'
import { batchesOperations } from './batches.ts'
import { chatOperations } from './chat.ts'
import { cloudStorageOperations } from './cloud-storage.ts'
import { colorsOperations } from './colors.ts'
import { documentsOperations } from './documents.ts'
import { filesOperations } from './files.ts'
import { foldersOperations } from './folders.ts'
import { historyOperations } from './history.ts'
import { linksOperations } from './links.ts'
import { materialsOperations } from './materials.ts'
import { isOpen, type Operation } from './operation.ts'
import { paymentOperations } from './payment.ts'
import { scenesOperations } from './scenes.ts'
import { sdkOperations } from './sdk.ts'
import { storageOperations } from './storage.ts'
import { supportOperations } from './support.ts'
import { tenantOperations } from './tenant.ts'
import { uploadSessionsOperations } from './upload-sessions.ts'
import { uploadsOperations } from './uploads.ts'
import { usageOperations } from './usage.ts'
import { usageAnalyticsOperations } from './usage-analytics.ts'
import { userOperations } from './user.ts'
import { videosOperations } from './videos.ts'

/** Every operation of the contract, by id. Routes, types, documents and rules are derived from it. */
export const operations = {
  ...uploadsOperations,
  ...uploadSessionsOperations,
  ...filesOperations,
  ...linksOperations,
  ...videosOperations,
  ...scenesOperations,
  ...analysisOperations,
  ...colorsOperations,
  ...materialsOperations,
  ...foldersOperations,
  ...documentsOperations,
  ...batchesOperations,
  ...historyOperations,
  ...agentsOperations,
  ...chatOperations,
  ...usageOperations,
  ...apiKeysOperations,
  ...sdkOperations,
  ...authOperations,
  ...userOperations,
  ...tenantOperations,
  ...auditOperations,
  ...supportOperations,
  ...usageAnalyticsOperations,
  ...paymentOperations,
  ...cloudStorageOperations,
  ...storageOperations,
} as const satisfies Record<string, Operation>

export type OperationId = keyof typeof operations

export const operationIds = Object.keys(operations) as readonly OperationId[] // keys of a literal object

export function isOperationId(value: unknown): value is OperationId {
  return typeof value === 'string' && Object.hasOwn(operations, value)
}

/** The row of an operation, widened so that optional fields can be read on any of them. */
export function operationRow(id: OperationId): Operation {
  return operations[id]
}

/** Whether an operation answers with events, one after the other. */
export const isStream = (id: OperationId): boolean => operationRow(id).produces === 'text/event-stream'

/** Errors that belong to the key or the session: nothing without one can meet them. */
const credentialErrors = [
  'INVALID_API_KEY',
  'EXPIRED_API_KEY',
  'DEACTIVATED_API_KEY',
  'AUTHZ_ERROR',
  'HTTP_402',
  'RATE_LIMIT_ERROR',
  'VLM_PROVIDER_ERROR',
] as const satisfies readonly ErrorCode[]

/** Errors that every request can meet. */
const universalErrors = [
  'VALIDATION_ERROR',
  'HTTP_500',
  'MEMORY_LIMIT_EXCEEDED',
] as const satisfies readonly ErrorCode[]

/** The errors that every operation with a credential has, but those that work unpaid lack HTTP_402. The documented 503 is two of them: provider and overload. */
export const commonErrors: readonly ErrorCode[] = [...credentialErrors, ...universalErrors]

/** All errors that an operation can answer: the common ones that apply to it, then its own. */
export function errorsOf(id: OperationId): readonly ErrorCode[] {
  const { access, unpaid, errors } = operationRow(id)
  const shared = isOpen(access) ? universalErrors : commonErrors
  return [...shared.filter((code) => !(unpaid && code === 'HTTP_402')), ...errors]
}

export type { BodyInput, BodyOf, PathParams, QueryInput, QueryOf, ResponseOf } from './operation-types.ts'
