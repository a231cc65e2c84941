import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { refuseUnknownOptions } from '../core/known-options.ts'
import { CertificateProblem } from './certificate-problem.ts'
import { makeCertificate } from './make-certificate.ts'
import { writeAuthority } from './write-authority.ts'

/** A certificate of one's own. Each is PEM, or the path of a file that holds it. */
export interface OwnCertificate {
  /** The certificate, and behind it those that lead to its authority. */
  readonly cert: string
  /** Its private key, without a passphrase. */
  readonly key: string
}

/** A certificate that is made at start. */
export interface MadeAtStart {
  /** Where the authority that clients have to trust is written, for `NODE_EXTRA_CA_CERTS` and the like. */
  readonly caFile?: string
}

/** How a server speaks TLS: with a certificate that is made at start, or with one of one's own. */
export type HttpsOptions = boolean | MadeAtStart | OwnCertificate

/** What a TLS server needs. */
export interface Credentials {
  readonly cert: string
  readonly key: string
  /** The authority that was made with it; undefined with a certificate of one's own. */
  readonly ca: string | undefined
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read',
  EISDIR: 'is a directory',
}

/** PEM as it was given, or out of the file that was named. What is in it is never part of an error. */
function readPem(what: 'cert' | 'key', given: string): { readonly pem: string; readonly name: string } {
  if (given.includes('-----BEGIN ')) return { pem: given, name: what }
  try {
    return { pem: readFileSync(given, 'utf8'), name: `${what} ${given}` }
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException // readFileSync throws nothing else
    throw new CertificateProblem(`${what}: the file ${given} ${reasons[code] ?? `cannot be read (${code})`}`, { cause })
  }
}

function parseCertificate({ pem, name }: ReturnType<typeof readPem>): X509Certificate {
  if (pem.includes('PRIVATE KEY-----') && !pem.includes('-----BEGIN CERTIFICATE'))
    throw new CertificateProblem(`${name} holds a private key, and no certificate`)
  try {
    return new X509Certificate(pem)
  } catch (cause) {
    throw new CertificateProblem(`${name} holds no certificate in PEM ("-----BEGIN CERTIFICATE-----")`, { cause })
  }
}

function parseKey({ pem, name }: ReturnType<typeof readPem>): KeyObject {
  if (/-----BEGIN ENCRYPTED |Proc-Type: 4,ENCRYPTED/.test(pem))
    throw new CertificateProblem(`${name} is encrypted: give one without a passphrase`)
  try {
    return createPrivateKey(pem)
  } catch {
    // The cause is left out: it could quote what it could not read.
    throw new CertificateProblem(`${name} holds no private key in PEM ("-----BEGIN PRIVATE KEY-----")`)
  }
}

const day = (date: Date) => date.toISOString().slice(0, 10)

function readOwn(given: OwnCertificate, nowMs: number): Credentials {
  const cert = readPem('cert', given.cert)
  const key = readPem('key', given.key)
  const certificate = parseCertificate(cert)
  if (!certificate.checkPrivateKey(parseKey(key)))
    throw new CertificateProblem(
      `${key.name} is not the key of ${cert.name} (${certificate.subject.replaceAll('\n', ', ')})`,
    )
  const { validFromDate, validToDate } = certificate
  if (nowMs > validToDate.getTime())
    throw new CertificateProblem(`${cert.name} has expired on ${day(validToDate)}: every client would reject it`)
  if (nowMs < validFromDate.getTime())
    throw new CertificateProblem(`${cert.name} is not valid before ${day(validFromDate)}: every client would reject it`)
  return { cert: cert.pem, key: key.pem, ca: undefined }
}

/** Where the server is reached: the loopback names and addresses, and what it is bound to. */
function namesFor(host: string): string[] {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const own = isEverywhere ? hostname() : host
  // A name with other characters is none that a certificate may hold.
  return [...new Set(['localhost', '127.0.0.1', '::1', ...(/^[\w.:-]+$/.test(own) ? [own] : [])])]
}

/**
 * The certificate and key of a server that is bound to `host`.
 * @throws CertificateProblem with a sentence that names the file and what is wrong with it; never with a key in it
 */
export async function readCredentials(given: HttpsOptions, host: string, nowMs = Date.now()): Promise<Credentials> {
  const fields: { cert?: string; key?: string; caFile?: string } = typeof given === 'object' ? given : {}
  refuseUnknownOptions('https', fields, { cert: true, key: true, caFile: true })
  const { cert, key, caFile } = fields
  if (cert !== undefined || key !== undefined) {
    if (cert === undefined) throw new CertificateProblem('key is given without cert: a certificate needs both')
    if (key === undefined) throw new CertificateProblem('cert is given without key: a certificate needs both')
    if (caFile !== undefined)
      throw new CertificateProblem('caFile is for a certificate that is made at start: with cert and key there is none')
    return readOwn({ cert, key }, nowMs)
  }
  const made = await makeCertificate(namesFor(host), nowMs)
  if (caFile !== undefined) writeAuthority(caFile, made.ca)
  return made
}
