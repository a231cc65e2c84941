import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'

/** The first line of a kept world, with the version of its form. */
const header = Buffer.from('aion-contract world 1\n')
const nonceBytes = 12
const tagBytes = 16

/** A tenant's name is the secret part of its keys: what lies on the disk is readable to whoever has the key, and shows none. */
const keyOf = (tenant: string) => Buffer.from(hkdfSync('sha256', tenant, '', 'aion-contract world', 32))

/** What the files of a tenant are called; the name itself does not stand anywhere. */
export const fileNameOf = (tenant: string): string =>
  createHash('sha256').update(`aion-contract tenant ${tenant}`).digest('hex').slice(0, 32)

/** Packs and encrypts a text for a tenant (AES-256-GCM over deflate), after a line that says what it is. */
export async function seal(tenant: string, text: string): Promise<Buffer> {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(tenant), nonce).setAAD(header)
  const packed = await promisify(deflateRaw)(text)
  const body = Buffer.concat([cipher.update(packed), cipher.final()])
  return Buffer.concat([header, nonce, cipher.getAuthTag(), body])
}

/** @throws Error when a bit of it is not as it was sealed */
export async function unseal(tenant: string, sealed: Buffer): Promise<string> {
  if (!sealed.subarray(0, header.length).equals(header))
    throw new Error(`it does not begin with "${header.toString().trim()}"`)
  const nonce = sealed.subarray(header.length, header.length + nonceBytes)
  const tag = sealed.subarray(header.length + nonceBytes, header.length + nonceBytes + tagBytes)
  if (tag.length < tagBytes) throw new Error('it ends too early')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(tenant), nonce).setAAD(header).setAuthTag(tag)
  const body = decipher.update(sealed.subarray(header.length + nonceBytes + tagBytes))
  try {
    return (await promisify(inflateRaw)(Buffer.concat([body, decipher.final()]))).toString()
  } catch (cause) {
    throw new Error('its bytes are not those that were written', { cause })
  }
}
