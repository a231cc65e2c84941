import { resolve } from 'node:path'
import type { HttpsOptions } from '../../mocks/tls/credentials.ts'
import { shellWord } from '../../suites/backend/report/shell-word.ts'

/** The flags with which a mock speaks HTTPS, as they were given. */
export interface HttpsFlags {
  readonly https?: true | undefined
  readonly caFile?: string | undefined
  readonly cert?: string | undefined
  readonly key?: string | undefined
}

/**
 * What these flags ask for.
 * @throws Error when one of them makes no sense without another
 */
export function readHttps({ https, caFile, cert, key }: HttpsFlags): { https?: HttpsOptions } {
  const [first] = Object.entries({ '--ca-file': caFile, '--cert': cert, '--key': key }).find(([, value]) => value) ?? []
  if (!https && first === undefined) return {}
  if (!https) throw new Error(`${first} is for a mock that speaks HTTPS: add --https`)
  if (cert !== undefined && key === undefined)
    throw new Error('--cert is given without --key: a certificate needs both')
  if (cert === undefined && key !== undefined)
    throw new Error('--key is given without --cert: a certificate needs both')
  if (cert !== undefined && key !== undefined) {
    if (caFile !== undefined)
      throw new Error('--ca-file is for a certificate that is made at start: --cert brings its own')
    return { https: { cert, key } }
  }
  return { https: caFile === undefined ? true : { caFile } }
}

/** What a person has to do so that clients trust a certificate that was made at start. */
export const trustLine = (caFile: string | undefined): string =>
  caFile === undefined
    ? 'its certificate was made just now: --ca-file <file> writes the authority that clients have to trust'
    : `clients have to trust its authority: export NODE_EXTRA_CA_CERTS=${resolve(caFile)} (Go, Ruby, httpx: SSL_CERT_FILE; requests: REQUESTS_CA_BUNDLE; curl: --cacert)`

/** What curl needs to trust it. */
export const curlTrust = (caFile: string | undefined): string =>
  caFile === undefined ? '-k' : `--cacert ${shellWord(caFile)}`
