import { buildOpenApi } from '../../contracts/openapi.ts'
import type { Acceptance } from './accepted.ts'
import { compareDocuments } from './compare.ts'
import { readDocument } from './document.ts'
import { type Drift, judgeDrift } from './judge.ts'

/**
 * Compares a published OpenAPI document with the contract, in both directions.
 * @throws TypeError when it is no OpenAPI 3 document, or refers to what is not there
 */
export function findDrift(published: unknown, accepted: readonly Acceptance[] = []): Drift {
  const contract = readDocument(JSON.parse(JSON.stringify(buildOpenApi())))
  return judgeDrift(compareDocuments({ published: readDocument(published), contract }), accepted)
}
