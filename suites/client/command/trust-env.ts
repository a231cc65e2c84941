import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import tls from 'node:tls'
import type { Scenario } from '../scenario.ts'
import { benchCertificate, needsHttp2 } from '../script/http2.ts'

/** Where programs look for a file of authorities: Node, OpenSSL and Go, requests, curl. */
const variables = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE']

/** The authorities that this process trusts itself. */
const usual = (): readonly string[] => tls.getCACertificates?.('default') ?? tls.rootCertificates

/**
 * What the environment of a client needs so that it trusts what these scenarios are served with, and whatever it trusted
 * before: the file is written once, since clients that run side by side read it.
 */
export async function trustEnv(
  directory: string,
  scenarios: readonly Scenario[],
): Promise<Readonly<Record<string, string>>> {
  if (!scenarios.some(({ script }) => needsHttp2(script))) return {}
  const file = join(directory, 'authorities.pem')
  await writeFile(file, [...usual(), (await benchCertificate()).ca].join('\n'))
  return Object.fromEntries(variables.map((name) => [name, file]))
}
