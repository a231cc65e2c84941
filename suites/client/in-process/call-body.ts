import { Readable } from 'node:stream'
import type { CallBody } from '../../../fixtures/clients/call.ts'
import { largeBody, type SampleRequest } from '../requests.ts'
import type { BodyKind } from '../scenario.ts'

async function* inPieces(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array> {
  const half = Math.ceil(bytes.length / 2)
  yield bytes.subarray(0, half)
  yield bytes.subarray(half)
}

function formOf(text: string): FormData {
  const form = new FormData()
  form.append('title', 'Bench')
  form.append('file', new Blob([text], { type: 'application/octet-stream' }), 'bench.bin')
  return form
}

/** The body of one logical call, fresh: streams and generators can be read once. */
export function callBody(
  { body }: SampleRequest,
  index: number,
  kind: BodyKind,
): { readonly body?: CallBody; readonly contentType?: string } {
  if (!body) return {}
  const text = JSON.stringify(body(index))
  const bytes = new TextEncoder().encode(text)
  if (kind === 'form') return { body: formOf(text) }
  const bodies = {
    json: () => text,
    bytes: () => bytes,
    stream: () => new Blob([bytes]).stream(),
    generator: () => inPieces(bytes),
    readable: () => Readable.from(inPieces(bytes)),
    large: () => largeBody(),
  }
  return { body: bodies[kind](), contentType: kind === 'json' ? 'application/json' : 'application/octet-stream' }
}
