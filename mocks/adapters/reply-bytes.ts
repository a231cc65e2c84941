import { STATUS_CODES } from 'node:http'
import type { HeaderList, Reply, ReplyBody } from '../message.ts'

/** Of a body that is a stream, at most this much is collected; what it breaks off in is the same to the client. */
const maxCollectedBytes = 1_048_576

/** The bytes of a body; of a long stream, its beginning. */
export async function bytesOf(body: ReplyBody): Promise<Buffer> {
  if (body === null) return Buffer.alloc(0)
  if (typeof body === 'string') return Buffer.from(body)
  if (body instanceof Uint8Array) return Buffer.from(body)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk)
    chunks.push(bytes)
    size += bytes.length
    if (size >= maxCollectedBytes) break
  }
  return Buffer.concat(chunks)
}

/** The head of an answer as it goes over the wire, with the framing headers that are given. */
export function headText({ status, headers }: Reply, framing: HeaderList): string {
  const lines = [...headers, 'Date', new Date().toUTCString(), ...framing]
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n`
  for (let i = 0; i < lines.length; i += 2) head += `${lines[i]}: ${lines[i + 1]}\r\n`
  return `${head}\r\n`
}
