import type { OperationId, QueryOf } from '../../../contracts/operations/index.ts'
import type { Context, Success } from '../operation.ts'
import { type Pictured, placeholderOf } from './placeholder.ts'
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

export const variants = Object.keys(maxPixels) as readonly Variant[] // keys of a literal record

export const isVariant = (name: string): name is Variant => Object.hasOwn(maxPixels, name)

/** Width and height of a picture in one of its sizes. */
export function sizeIn({ width, height }: Pick<Pictured, 'width' | 'height'>, variant: Variant) {
  const scale = Math.min(1, maxPixels[variant] / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** The bytes of a file as they were uploaded, in every size: the mock scales no pictures. */
export function objectReply(
  { tenant }: Pick<Context, 'tenant'>,
  file: Pictured,
  variant: Variant,
): Pick<Success<OperationId>, 'stream' | 'headers'> {
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
  const { contentType, text } = placeholderOf(file, maxPixels[variant])
  return { stream: text, headers: ['Content-Type', contentType, 'Mock-Placeholder', 'true'] }
}
