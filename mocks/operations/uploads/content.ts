import { imageSize } from 'image-size'
import type { MediaType } from '../../tenant/record-types.ts'

/** What the bytes of a file are, told by the bytes themselves. */
export interface Content {
  readonly media: Extract<MediaType, 'image' | 'document'>
  /** `jpeg`, `png`, `pdf`, … */
  readonly format: string
  readonly contentType: string
  /** Zero where they cannot be told, as for documents. */
  readonly width: number
  readonly height: number
}

/** The formats that are images here, by the names that image-size gives them: of a HEIF, that is its brand. */
const imageFormats: Readonly<Record<string, string>> = {
  jpg: 'jpeg',
  png: 'png',
  gif: 'gif',
  webp: 'webp',
  bmp: 'bmp',
  tiff: 'tiff',
  avif: 'avif',
  heic: 'heic',
  heix: 'heic',
  mif1: 'heif',
  msf1: 'heif',
}

const documentTypes: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'text/plain': 'txt',
  'text/markdown': 'md',
}

export const documentContentTypes = Object.keys(documentTypes)

/** The document type of a content type; undefined when it is not one of the documents that are taken. */
export const documentTypeOf = (contentType: string): string | undefined =>
  documentTypes[contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '']

/** Senders that know no content type say application/octet-stream: then the name has to do. */
function declaredDocument(contentType: string, filename: string): string | undefined {
  const extension = /\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase()
  const isNamed =
    contentType.startsWith('application/octet-stream') && Object.values(documentTypes).includes(extension ?? '')
  return isNamed ? extension : documentTypeOf(contentType)
}

const startsWith = (head: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => head[index] === byte)

const pdf = [0x25, 0x50, 0x44, 0x46] // %PDF
const zip = [0x50, 0x4b, 0x03, 0x04] // a docx is a zip
const jpeg = [0xff, 0xd8, 0xff]

/** Whether the head agrees with the document that the part says it is. */
function isDocument(head: Uint8Array, type: string): boolean {
  if (type === 'pdf') return startsWith(head, pdf)
  if (type === 'docx') return startsWith(head, zip)
  return !head.includes(0)
}

function imageOf(head: Uint8Array, sizeBytes: number): Content | undefined {
  try {
    const { type = '', width, height } = imageSize(head)
    const format = imageFormats[type]
    return format === undefined ? undefined : { media: 'image', format, contentType: `image/${format}`, width, height }
  } catch {
    // The size of a JPEG can stand behind a long preamble, beyond the head.
    const isLongJpeg = startsWith(head, jpeg) && sizeBytes > head.length
    return isLongJpeg ? { media: 'image', format: 'jpeg', contentType: 'image/jpeg', width: 0, height: 0 } : undefined
  }
}

/**
 * Tells an image by its content, a document by its declared type and its content.
 * @param head the first bytes of the file
 * @returns undefined when it is neither: a text file named `.jpg`, say
 */
export function tellContent(
  head: Uint8Array,
  { sizeBytes, contentType, filename }: { sizeBytes: number; contentType: string; filename: string },
): Content | undefined {
  const image = imageOf(head, sizeBytes)
  if (image) return image
  const type = startsWith(head, pdf) ? 'pdf' : declaredDocument(contentType, filename)
  if (type === undefined || !isDocument(head, type)) return undefined
  const own = documentContentTypes.find((known) => documentTypes[known] === type) ?? contentType
  return { media: 'document', format: type, contentType: own, width: 0, height: 0 }
}
