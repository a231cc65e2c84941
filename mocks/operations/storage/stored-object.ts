import type { QueryOf } from '../../../contracts/operations/index.ts'
import { refuse } from '../../core/message.ts'
import { findFile } from '../files/find-file.ts'
import type { Handler } from '../operation.ts'
import { placeholderOf } from './placeholder.ts'
import { etagOf } from './receive-bytes.ts'

export type Variant = QueryOf<'getStoredObject'>['variant']

/** The longest side of each size, pixels. */
const maxPixels: Record<Variant, number> = {
  original: Number.POSITIVE_INFINITY,
  tiny_64: 64,
  small_256: 256,
  medium_750: 750,
  large_1024: 1_024,
}

export const variants = Object.keys(maxPixels)

export const isVariant = (name: string): name is Variant => Object.hasOwn(maxPixels, name)

/** Serves the bytes as they were uploaded, in every size: the mock scales no pictures. */
export const getStoredObject: Handler<'getStoredObject'> = ({ tenant, params, query }) => {
  const file = findFile(tenant, params.object_id)
  if ('error' in file) return file
  if (file.media_type === 'link') return refuse('HTTP_404', { message: 'A link has no bytes' })
  const bytes = tenant.blobs.get(file.id)
  if (bytes) {
    const headers = [
      'Content-Type',
      file.content_type,
      'Content-Length',
      String(bytes.sizeBytes),
      'ETag',
      etagOf(file.hash),
      'X-Content-Type-Options',
      'nosniff',
    ]
    return { stream: bytes.chunks(), headers }
  }
  const { contentType, text } = placeholderOf(file, maxPixels[query.variant])
  return { stream: text, headers: ['Content-Type', contentType, 'Mock-Placeholder', 'true'] }
}
