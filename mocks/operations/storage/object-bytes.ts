import type { QueryOf } from '../../../contracts/operations/index.ts'
import { inMemory } from '../../storage/byte-store.ts'
import type { Context } from '../operation.ts'
import { type Pictured, placeholderOf } from './placeholder.ts'
import { etagOf } from './receive-bytes.ts'
import { scaledPicture } from './scale-picture.ts'
import type { ObjectBytes } from './serve-bytes.ts'

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

/**
 * The bytes of a file in one of its sizes. What nobody here can scale has its own size in all of them; a smaller form of a
 * video is a picture.
 */
export async function objectBytes(
  { tenant }: Pick<Context, 'tenant'>,
  file: Pictured,
  variant: Variant,
): Promise<ObjectBytes> {
  const isStill = file.media_type === 'video' && variant !== 'original'
  const bytes = isStill ? undefined : tenant.blobs.get(file.id)
  const size = sizeIn(file, variant)
  if (!bytes && file.media_type === 'video' && variant === 'original') return videoInPlace(file)
  if (!bytes) return placeholderOf(file, file.width === 0 ? sizeIn(unknownSize, variant) : size)
  const record = variant === 'original' ? undefined : tenant.files.get(file.id)
  const scaled = record && (await scaledPicture(tenant, record, size))
  const shared = { contentType: file.content_type, isMadeUp: false }
  return scaled
    ? { ...shared, etag: etagOf(`${variant}-${file.hash}`), bytes: inMemory([scaled]) }
    : { ...shared, etag: etagOf(file.hash), bytes }
}

/** What plays where there are no bytes of a video; loaded with the first. */
async function videoInPlace({ id }: Pictured): Promise<ObjectBytes> {
  const { sampleVideo } = await import('../../../fixtures/media/sample-video.ts')
  return { contentType: 'video/mp4', etag: `"${id}-sample"`, bytes: inMemory([sampleVideo]), isMadeUp: true }
}

/** Of a video whose size nobody has told. */
const unknownSize = { width: 640, height: 360 }
