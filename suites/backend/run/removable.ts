import type { OperationId } from '../../../contracts/operations/index.ts'
import type { Probe } from '../probe.ts'

/** Something that a probe may have made: how it is looked at, and where it would be listed. */
export interface Removable {
  /** For a person: `folder`. */
  readonly what: string
  /** The name under which its id stands. */
  readonly reference: string
  readonly look: Probe
  readonly list?: Probe
}

interface Kind {
  readonly what: string
  readonly look: OperationId
  /** The parameter of `look`, and the field or parameter of the removal, that hold the id. */
  readonly id: string
  readonly list?: { readonly operation: OperationId; readonly query: Readonly<Record<string, string>> }
}

const files = { operation: 'listFiles', query: { search: '$label', limit: '100' } } as const

/** By the operation that removes it. */
const kinds: Readonly<Partial<Record<OperationId, Kind>>> = {
  deleteFolder: { what: 'folder', look: 'getFolder', id: 'folder_id', list: { operation: 'listFolders', query: {} } },
  deleteFile: { what: 'file', look: 'getFile', id: 'image_id', list: files },
  abortVideoUpload: { what: 'video upload', look: 'getVideoUploadProgress', id: 'media_id' },
}

/** The name behind `$` that a removal gives its id by. */
function referenceIn({ params = {}, body }: Probe, field: string): string | undefined {
  const json: unknown = body && 'json' in body ? body.json : undefined
  const fields = typeof json === 'object' && json !== null ? { ...json, ...params } : params
  const value: unknown = (fields as Readonly<Record<string, unknown>>)[field] // an object, as just made
  return typeof value === 'string' && value.startsWith('$') ? value.slice(1) : undefined
}

/** What a removal removes; undefined for an operation that removes nothing we make. */
export function removableBy(removal: Probe): Removable | undefined {
  const kind = removal.operation === null ? undefined : kinds[removal.operation]
  const reference = kind && referenceIn(removal, kind.id)
  if (!kind || reference === undefined) return undefined
  const { what, look, id, list } = kind
  const credential = removal.credential === undefined ? {} : { credential: removal.credential }
  const intent = 'cleanup'
  return {
    what,
    reference,
    look: { id: `${removal.id}-look`, intent, operation: look, params: { [id]: `$${reference}` }, ...credential },
    ...(list && { list: { id: `${removal.id}-search`, intent, ...list, ...credential } }),
  }
}
