import { signal } from '@preact/signals'
import type { ErrorCode, ErrorRow } from '../../../contracts/errors.ts'
import type { Schemas } from '../schema/published.ts'
import { control } from './control.ts'

export interface ErrorFact extends ErrorRow {
  readonly code: ErrorCode
}

export interface OperationFact {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
}

export interface ScenarioFact {
  readonly name: string
  readonly description: string
}

/** What the server tells of itself: nothing of it stands in the page a second time. */
export interface Facts {
  readonly version: string
  readonly schemas: Schemas
  readonly errors: readonly ErrorFact[]
  readonly scenarios: readonly ScenarioFact[]
  readonly operations: readonly OperationFact[]
  readonly basePath: string
  readonly keyPrefix: string
}

export const facts = signal<Facts | undefined>(undefined)

interface Document {
  readonly info: { readonly version: string }
  readonly components: { readonly schemas: Schemas }
}

export async function loadFacts(): Promise<void> {
  const [document, { errors }, { scenarios }, api] = await Promise.all([
    control<Document>('/openapi.json'),
    control<Pick<Facts, 'errors'>>('/errors'),
    control<Pick<Facts, 'scenarios'>>('/scenarios'),
    control<Pick<Facts, 'operations' | 'basePath' | 'keyPrefix'>>('/operations'),
  ])
  facts.value = { version: document.info.version, schemas: document.components.schemas, errors, scenarios, ...api }
}
