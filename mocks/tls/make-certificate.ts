import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import type { Certificate, Extension } from 'pkijs'

/** A certificate that was made here, all as PEM. */
export interface MadeCertificate {
  /** The authority that clients have to trust. Its private key is forgotten as soon as it has signed. */
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** How the authority is called; a file that holds it is told by this name. */
export const authorityName = 'aion-contract mock CA'

/** What clients reject that is valid for longer: 398 days (CA/Browser Forum, Baseline Requirements §6.3.2). */
const validDays = 90
const dayMs = 86_400_000
/** Certificates are valid a little earlier than now: clocks of containers and of tests differ. */
const leewayMs = dayMs

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const
const hash = 'SHA-256'

/** Object identifiers of the extensions (RFC 5280 §4.2.1). */
const ids = {
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extKeyUsage: '2.5.29.37',
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
  commonName: '2.5.4.3',
  serverAuth: '1.3.6.1.5.5.7.3.1',
}

/** Bits of KeyUsage, the first bit highest (RFC 5280 §4.2.1.3). */
const usage = { digitalSignature: 0x80, keyCertSign: 0x04, cRLSign: 0x02 }

type Asn1 = typeof import('asn1js')
type Pki = typeof import('pkijs')

const pem = (label: string, bytes: ArrayBuffer): string => {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

/** The bytes of an IP address, 4 or 16 of them. */
function addressBytes(address: string): ArrayBuffer {
  if (isIP(address) === 4) return Uint8Array.from(address.split('.').map(Number)).buffer
  // The URL parser writes an address out as RFC 5952 wants it, with an IPv4 tail as two groups.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)))
  const first = groups(head)
  const last = tail === undefined ? [] : groups(tail)
  const all = [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last]
  return Uint8Array.from(all.flatMap((group) => [group >> 8, group & 0xff])).buffer
}

/** Writes the extensions of certificates (RFC 5280 §4.2.1). */
function createExtensions(asn1: Asn1, pki: Pki) {
  const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): Extension =>
    new pki.Extension({ extnID, critical, extnValue: value.toBER() })

  /** A host by its name (2) or its address (7): the numbers are those of GeneralName (RFC 5280 §4.2.1.6). */
  const hostName = (name: string) =>
    isIP(name)
      ? new pki.GeneralName({ type: 7, value: new asn1.OctetString({ valueHex: addressBytes(name) }) })
      : new pki.GeneralName({ type: 2, value: name })

  return {
    authority: () =>
      extension(ids.basicConstraints, true, new pki.BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema()),
    noAuthority: () => extension(ids.basicConstraints, true, new pki.BasicConstraints({ cA: false }).toSchema()),
    usage: (bits: number, unusedBits: number) =>
      extension(ids.keyUsage, true, new asn1.BitString({ valueHex: Uint8Array.of(bits).buffer, unusedBits })),
    ofServers: () =>
      extension(ids.extKeyUsage, false, new pki.ExtKeyUsage({ keyPurposes: [ids.serverAuth] }).toSchema()),
    hosts: (names: readonly string[]) =>
      extension(ids.subjectAltName, false, new pki.GeneralNames({ names: names.map(hostName) }).toSchema()),
    ownKey: (id: ArrayBuffer) => extension(ids.subjectKeyIdentifier, false, new asn1.OctetString({ valueHex: id })),
    issuerKey(id: ArrayBuffer) {
      const keyIdentifier = new asn1.OctetString({ valueHex: id })
      return extension(ids.authorityKeyIdentifier, false, new pki.AuthorityKeyIdentifier({ keyIdentifier }).toSchema())
    },
  }
}

/**
 * A serial number out of random bytes. Its first byte is 0x40 to 0x7f: the number is positive (RFC 5280 §4.1.2.2), and has
 * no leading zeros, which readers of DER refuse as illegal padding (X.690 §8.3.2).
 */
export function serialNumber(random: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(random)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes
}

async function keyId(publicKey: CryptoKey): Promise<ArrayBuffer> {
  const raw = await crypto.subtle.exportKey('raw', publicKey)
  return (await crypto.subtle.digest(hash, raw)).slice(0, 20) // RFC 7093 §2, method 1
}

/** Writes certificates with the two libraries, which are loaded only where one is made. */
function createWriter(asn1: Asn1, pki: Pki, nowMs: number) {
  const extensions = createExtensions(asn1, pki)
  const named = (name: string) =>
    new pki.AttributeTypeAndValue({ type: ids.commonName, value: new asn1.Utf8String({ value: name }) })

  function begin(name: string): Certificate {
    const certificate = new pki.Certificate()
    certificate.version = 2
    certificate.serialNumber = new asn1.Integer({ valueHex: serialNumber(randomBytes(16)).buffer })
    certificate.subject.typesAndValues.push(named(name))
    certificate.issuer.typesAndValues.push(named(authorityName))
    certificate.notBefore.value = new Date(nowMs - leewayMs)
    certificate.notAfter.value = new Date(nowMs + validDays * dayMs)
    return certificate
  }

  async function authority({ publicKey, privateKey }: CryptoKeyPair): Promise<Certificate> {
    const certificate = begin(authorityName)
    await certificate.subjectPublicKeyInfo.importKey(publicKey)
    certificate.extensions = [
      extensions.authority(),
      extensions.usage(usage.keyCertSign | usage.cRLSign, 1),
      extensions.ownKey(await keyId(publicKey)),
    ]
    await certificate.sign(privateKey, hash)
    return certificate
  }

  async function leaf(names: readonly string[], own: CryptoKey, issuer: CryptoKeyPair): Promise<Certificate> {
    const certificate = begin('localhost')
    await certificate.subjectPublicKeyInfo.importKey(own)
    certificate.extensions = [
      extensions.noAuthority(),
      extensions.usage(usage.digitalSignature, 7),
      extensions.ofServers(),
      extensions.hosts(names),
      extensions.issuerKey(await keyId(issuer.publicKey)),
    ]
    await certificate.sign(issuer.privateKey, hash)
    return certificate
  }

  return { authority, leaf }
}

const newKeys = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])

/**
 * Makes an authority and a certificate of it for these host names and addresses, valid for 90 days.
 * @param names DNS names, and IP addresses without brackets
 */
export async function makeCertificate(names: readonly string[], nowMs = Date.now()): Promise<MadeCertificate> {
  const [asn1, pki] = await Promise.all([import('asn1js'), import('pkijs')])
  const { authority, leaf } = createWriter(asn1, pki, nowMs)
  const [caKeys, keys] = await Promise.all([newKeys(), newKeys()])
  const ca = await authority(caKeys)
  const cert = await leaf(names, keys.publicKey, caKeys)
  return {
    ca: pem('CERTIFICATE', ca.toSchema(true).toBER()),
    cert: pem('CERTIFICATE', cert.toSchema(true).toBER()),
    key: pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
  }
}
