import { largeBody, type SampleRequest } from '../requests.ts'
import type { BodyKind } from '../scenario.ts'

const boundary = 'aion-bench-boundary'

const formText = (text: string): string =>
  [
    `--${boundary}`,
    'Content-Disposition: form-data; name="file"; filename="bench.bin"',
    'Content-Type: application/octet-stream',
    '',
    text,
    `--${boundary}--`,
    '',
  ].join('\r\n')

/** What stands in the body file of one logical call; undefined for a request without a body. */
export function bodyFileOf(
  { body }: SampleRequest,
  index: number,
  kind: BodyKind = 'json',
): { readonly text: string | Uint8Array; readonly contentType: string } | undefined {
  if (!body) return undefined
  const text = JSON.stringify(body(index))
  if (kind === 'form') return { text: formText(text), contentType: `multipart/form-data; boundary=${boundary}` }
  if (kind === 'large') return { text: largeBody(), contentType: 'application/octet-stream' }
  return { text, contentType: kind === 'json' ? 'application/json' : 'application/octet-stream' }
}
