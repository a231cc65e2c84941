import type { IncomingMessage } from 'node:http'
import { sendFailure } from './send-failure.ts'
import { rawLines } from './send-http.ts'
import { keptBytes, type Sender, SendFailure, type WireAnswer, type WireRequest } from './sender.ts'

type Supertest = typeof import('supertest')

async function loadSupertest(): Promise<Supertest> {
  try {
    return (await import('supertest')).default as unknown as Supertest // a CommonJS module whose default is its export
  } catch (cause) {
    throw new TypeError('To verify an app that does not listen, install supertest (or give baseUrl instead of app)', {
      cause,
    })
  }
}

/** Sends to an app that does not listen: supertest gives it a port of its own for every request. */
export async function createSupertestSender(
  app: unknown,
  { basePath = '/api/v2', timeoutMs = 30_000 }: { basePath?: string; timeoutMs?: number } = {},
): Promise<Sender> {
  const supertest = await loadSupertest()
  const agent = supertest(app as Parameters<Supertest>[0]) // supertest itself refuses what it cannot serve

  async function send({ method, path, headers, body }: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
    const pending = agent[method.toLowerCase() as 'get'](basePath + path) // supertest has a function for every method of node:http
      .redirects(0)
      .ok(() => true)
      .timeout(timeoutMs)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = []
        let bodyBytes = 0
        response.on('data', (chunk: Buffer) => {
          if (bodyBytes < keptBytes) chunks.push(chunk)
          bodyBytes += chunk.length
        })
        response.on('end', () => done(null, { bodyBytes, body: Buffer.concat(chunks).subarray(0, keptBytes) }))
      })
    pending.unset('Accept-Encoding')
    // superagent has no other way to hand over bytes as they came; the name is another in its older versions.
    Object.assign(pending, { _shouldDecompress: () => false, _shouldUnzip: () => false })
    for (const [name, value] of headers) pending.set(name, value)
    // As a string, or superagent would serialise the bytes once more.
    if (body) pending.serialize((bytes: unknown) => bytes as string).send(Buffer.from(body) as never)
    // Nothing is returned: an event's listener that returns a promise throws where that is rejected, and this is one.
    const abort = () => void pending.abort()
    signal.addEventListener('abort', abort, { once: true })
    try {
      const response = await pending
      const { rawHeaders } = (response as unknown as { res: IncomingMessage }).res // superagent keeps node's own answer there
      const read: Partial<Pick<WireAnswer, 'body' | 'bodyBytes'>> = response.body ?? {}
      const { body: bytes = new Uint8Array(), bodyBytes = 0 } = read
      const headers = rawLines(rawHeaders)
      return { status: response.status, headers, body: bytes, bodyBytes, hasBytesBeyondEnd: false }
    } catch (error) {
      throw signal.aborted ? new SendFailure('the run was ended', 'aborted', error) : sendFailure(error)
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  return { baseUrl: `http://app.invalid${basePath}`, send, close() {} }
}
