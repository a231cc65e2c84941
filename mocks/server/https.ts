import type { Server } from 'node:http'
import type { Connections } from '../adapters/connections.ts'
import { invalid } from '../core/message.ts'
import { serveHttp2 } from '../http2/serve-connection.ts'
import { type HttpsOptions, readCredentials } from '../tls/credentials.ts'
import { secure } from '../tls/secure.ts'
import { writeRaw } from './client-error.ts'
import type { Served } from './http1-server.ts'
import { createCallListener } from './http2-calls.ts'

/** How a server is secured. */
export interface Securing {
  readonly https: HttpsOptions
  readonly host: string
  readonly onNotice: ((text: string) => void) | undefined
}

const distrust =
  'A client does not trust the certificate of this mock: give it the authority, such as NODE_EXTRA_CA_CERTS=FILE with the file of --ca-file'

const plainHttp = 'This port speaks HTTPS; the request came without TLS. Call it as https://'

/**
 * Puts TLS before a server, and HTTP/2 beside it. Loaded only where it is asked for.
 * @throws CertificateProblem when the certificate cannot be used
 */
export async function serveHttps(
  server: Server,
  served: Served,
  connections: Connections,
  { https, host, onNotice }: Securing,
): Promise<{ readonly ca: string | undefined; closeAll(): void }> {
  const credentials = await readCredentials(https, host)
  const onCall = createCallListener(served, connections)
  let isTold = false
  const closeAll = secure(server, credentials, {
    accepted: connections.open,
    http2: (socket) => serveHttp2(socket, onCall),
    plain: (socket) => writeRaw({ ...invalid('scheme', plainHttp, 400), message: plainHttp }, socket),
    distrusted() {
      if (!isTold) onNotice?.(distrust)
      isTold = true
    },
  })
  return { ca: credentials.ca, closeAll }
}
