import { type ErrorCode, errorCodes, errorRow } from '../../../contracts/errors.ts'
import type { OperationId } from '../../../contracts/operations/index.ts'
import { statusRows } from '../../../contracts/statuses.ts'
import type { Recipe } from '../probe.ts'

/**
 * The read on which each error is asked for by `Mock-Fault`. Reads only: a target that does not know the header just answers.
 * A code that stands nowhere here does not compile.
 */
const injectedOn = {
  VALIDATION_ERROR: 'listFolders',
  INVALID_API_KEY: 'listDocuments',
  EXPIRED_API_KEY: 'listFolders',
  DEACTIVATED_API_KEY: 'listFolders',
  AUTHZ_ERROR: 'listFiles',
  HTTP_413: 'listFiles',
  CHUNK_UPLOAD_ERROR: 'listFiles',
  MEMORY_LIMIT_EXCEEDED: 'listFiles',
  STORAGE_QUOTA_EXCEEDED: 'getTenantLimits',
  RATE_LIMIT_ERROR: 'listFiles',
  USAGE_LIMIT_EXCEEDED: 'getTenantLimits',
  CONCURRENT_UPLOAD_LIMIT_EXCEEDED: 'getTenantLimits',
  IMAGE_PROCESSING_ERROR: 'listFiles',
  VLM_PROVIDER_ERROR: 'listFolders',
  TIMEOUT: 'listFolders',
  HTTP_402: 'listFolders',
  HTTP_404: 'listFolders',
  HTTP_405: 'listFolders',
  HTTP_409: 'listFolders',
  HTTP_415: 'listFolders',
  HTTP_431: 'listFolders',
  HTTP_500: 'listFolders',
  HTTP_501: 'listFolders',
} as const satisfies Record<ErrorCode, OperationId>

/** One recipe for each code: what only a target's own injection can bring about, and the rest once more in another place. */
export const injectedRecipes: readonly Recipe[] = errorCodes.map((code) => ({
  id: `injected-${code}`,
  aims: [
    code,
    ...statusRows.filter(({ error, status }) => error === code && status === errorRow(code).status).map(({ id }) => id),
  ],
  needs: ['faults'],
  cost: 'one read with the header Mock-Fault',
  probes: [
    { id: `injected-${code}`, intent: 'injected', operation: injectedOn[code], headers: { 'Mock-Fault': code } },
  ],
}))
