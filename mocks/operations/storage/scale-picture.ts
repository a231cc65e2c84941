import type { FileRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { type Pixels, pixelsOf } from '../colors/pixels.ts'

/** How good a scaled JPEG is, in percent. */
const jpegQuality = 80

/** Each new pixel is the mean of those that it covers, as far as it covers them whole. */
export function shrink(
  { data, width, height }: Pixels,
  to: { readonly width: number; readonly height: number },
): Pixels {
  const small = new Uint8ClampedArray(to.width * to.height * 4)
  for (let y = 0; y < to.height; y++) {
    const [top, bottom] = span(y, to.height, height)
    for (let x = 0; x < to.width; x++) {
      const [left, right] = span(x, to.width, width)
      const sums = [0, 0, 0, 0]
      for (let row = top; row < bottom; row++) {
        for (let at = (row * width + left) * 4; at < (row * width + right) * 4; at++) {
          sums[at & 3] = (sums[at & 3] ?? 0) + (data[at] ?? 0)
        }
      }
      const count = (bottom - top) * (right - left)
      for (let channel = 0; channel < 4; channel++)
        small[(y * to.width + x) * 4 + channel] = (sums[channel] ?? 0) / count
    }
  }
  return { data: small, ...to }
}

/** The pixels of the old side that one of the new side covers: at least one. */
function span(index: number, small: number, large: number): readonly [from: number, to: number] {
  const from = Math.floor((index * large) / small)
  return [from, Math.max(from + 1, Math.floor(((index + 1) * large) / small))]
}

const encoders: Readonly<Record<string, (pixels: Pixels) => Promise<Uint8Array>>> = {
  async png({ data, width, height }) {
    const { encode } = await import('fast-png')
    return encode({ data: new Uint8Array(data), width, height })
  },
  async jpeg({ data, width, height }) {
    const { encode } = await import('jpeg-js')
    return encode({ data: new Uint8Array(data), width, height }, jpegQuality).data
  },
}

/** Records are replaced when they change; the sizes of one that is gone go with it. */
const made = new WeakMap<FileRecord, Map<string, Promise<Uint8Array | undefined>>>()

/**
 * An uploaded PNG or JPEG in a smaller size; undefined when it is no larger than that, or is of a kind that nobody here can
 * scale. A size is made once.
 */
export function scaledPicture(
  tenant: Tenant,
  file: FileRecord,
  size: { readonly width: number; readonly height: number },
): Promise<Uint8Array | undefined> {
  const sizes = made.get(file) ?? new Map<string, Promise<Uint8Array | undefined>>()
  made.set(file, sizes)
  const key = `${size.width}x${size.height}`
  const known = sizes.get(key) ?? make(tenant, file, size)
  sizes.set(key, known)
  return known
}

async function make(tenant: Tenant, file: FileRecord, size: { readonly width: number; readonly height: number }) {
  const encode = encoders[file.format]
  if (!encode || size.width >= file.width) return undefined
  const pixels = await pixelsOf(tenant, file)
  return pixels && encode(shrink(pixels, size))
}
