import type { FileRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'

/** Four bytes for each pixel: red, green, blue, opacity. */
export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** Larger pictures would hold up everybody else while they are decoded. */
const maxPixels = 16_000_000

/** The pixels of an uploaded PNG or JPEG; undefined when nothing was uploaded, or it cannot be decoded. */
export async function pixelsOf({ blobs }: Tenant, file: FileRecord): Promise<Pixels | undefined> {
  const bytes = blobs.get(file.id)
  const decode = decoders[file.format]
  if (!bytes || !decode || file.width * file.height > maxPixels) return undefined
  const chunks: BlobPart[] = []
  for await (const chunk of bytes.chunks()) chunks.push(chunk as BlobPart) // no chunk is a view of shared memory
  try {
    return await decode(new Uint8Array(await new Blob(chunks).arrayBuffer()))
  } catch {
    return undefined // cut short, or a kind that the decoder does not know
  }
}

const decoders: Readonly<Record<string, (bytes: Uint8Array) => Promise<Pixels>>> = {
  async png(bytes) {
    const { convertIndexedToRgb, decode } = await import('fast-png')
    const image = decode(bytes)
    const { width, height, depth } = image
    const samples = image.palette ? convertIndexedToRgb(image) : image.data
    return { width, height, data: toRgba(samples, width * height, image.palette ? 8 : depth) }
  },
  async jpeg(bytes) {
    const { decode } = await import('jpeg-js')
    const { width, height, data } = decode(bytes, { useTArray: true, maxResolutionInMP: maxPixels / 1_000_000 })
    return { width, height, data: new Uint8ClampedArray(data) }
  },
}

/** Spreads one to four samples a pixel (grey, grey and opacity, colour, colour and opacity) over four bytes. */
function toRgba(samples: ArrayLike<number>, pixels: number, depth: number): Uint8ClampedArray {
  const channels = samples.length / pixels
  const scale = 255 / (2 ** depth - 1)
  const data = new Uint8ClampedArray(pixels * 4)
  const hasColor = channels >= 3
  for (let pixel = 0; pixel < pixels; pixel++) {
    const from = pixel * channels
    for (let channel = 0; channel < 3; channel++) {
      data[pixel * 4 + channel] = (samples[from + (hasColor ? channel : 0)] ?? 0) * scale
    }
    const opacity = channels === 2 || channels === 4 ? samples[from + channels - 1] : undefined
    data[pixel * 4 + 3] = opacity === undefined ? 255 : opacity * scale
  }
  return data
}
