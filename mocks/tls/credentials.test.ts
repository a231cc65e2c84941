import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readCredentials } from './credentials.ts'
import { makeCertificate } from './make-certificate.ts'

const directory = mkdtempSync(join(tmpdir(), 'aion-tls-'))
afterAll(() => rmSync(directory, { recursive: true }))
const file = (name: string, text: string) => {
  const path = join(directory, name)
  writeFileSync(path, text)
  return path
}
const dayMs = 86_400_000
const own = await makeCertificate(['localhost'])
const other = await makeCertificate(['localhost'])
const cert = file('cert.pem', own.cert)
const key = file('key.pem', own.key)
const notPem = file('notes.txt', 'the private key of the mock is 4711')

/** What the sentence says when these cannot be used. */
async function problemOf(given: object, nowMs?: number): Promise<string> {
  try {
    await readCredentials(given as { cert: string; key: string }, '127.0.0.1', nowMs) // wrong ones are the point
  } catch (error) {
    return String(error)
  }
  return 'none'
}

describe('a certificate of your own', () => {
  it('is read from files, and from PEM', async () => {
    expect(await readCredentials({ cert, key }, '127.0.0.1')).toEqual({ cert: own.cert, key: own.key, ca: undefined })
    expect(await problemOf({ cert: own.cert, key: own.key })).toBe('none')
  })

  it.each([
    ['a missing file', { cert: join(directory, 'none.pem'), key }, /cert: the file \S+none\.pem does not exist/],
    ['a directory', { cert, key: directory }, /key: the file \S+ is a directory/],
    ['no PEM as certificate', { cert: notPem, key }, /cert \S+notes\.txt holds no certificate/],
    ['no PEM as key', { cert, key: notPem }, /key \S+notes\.txt holds no private key/],
    [
      'the two in the wrong places',
      { cert: key, key: cert },
      /cert \S+key\.pem holds a private key, and no certificate/,
    ],
    ['the key of another', { cert, key: other.key }, /key is not the key of cert \S+cert\.pem \(CN=localhost\)/],
    ['cert alone', { cert }, /cert is given without key/],
    ['key alone', { key }, /key is given without cert/],
    ['a CA file with it', { cert, key, caFile: 'ca.pem' }, /caFile is for a certificate that is made at start/],
    ['an unknown field', { certificate: cert }, /has no option "certificate"/],
    [
      'a key with a passphrase',
      { cert, key: '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----' },
      /key is encrypted: give one without a passphrase/,
    ],
  ])('is refused: %s', async (_, given, words) => {
    const problem = await problemOf(given)
    expect(problem).toMatch(words)
    // Not a line of a key, and nothing of what was read.
    for (const secret of ['4711', ...own.key.split('\n').slice(1, 3), ...other.key.split('\n').slice(1, 3)])
      expect(problem).not.toContain(secret)
  })

  it('is refused when it has expired, and when it is of tomorrow', async () => {
    expect(await problemOf({ cert, key }, Date.now() + 91 * dayMs)).toMatch(/cert\.pem has expired on \d{4}-\d\d-\d\d/)
    expect(await problemOf({ cert, key }, Date.now() - 2 * dayMs)).toMatch(/is not valid before \d{4}-\d\d-\d\d/)
  })
})

describe('a certificate that is made at start', () => {
  it('names loopback and what the server is bound to', async () => {
    const namesOf = async (host: string) => new X509Certificate((await readCredentials(true, host)).cert).subjectAltName
    expect(await namesOf('127.0.0.1')).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1')
    expect(await namesOf('mock.internal')).toContain('DNS:mock.internal')
    expect(await namesOf('192.0.2.7')).toContain('IP Address:192.0.2.7')
    expect(await namesOf('0.0.0.0')).not.toContain('0.0.0.0')
  })

  it('leaves its authority where it was asked to, in the place of an earlier one', async () => {
    const caFile = join(directory, 'ca.pem')
    const first = await readCredentials({ caFile }, '127.0.0.1')
    expect(readFileSync(caFile, 'utf8')).toBe(first.ca)
    const second = await readCredentials({ caFile }, '127.0.0.1')
    expect(readFileSync(caFile, 'utf8')).toBe(second.ca)
    expect(second.ca).not.toBe(first.ca)
  })

  it.each([
    ['a certificate of somebody else', own.cert],
    ['several authorities', `${own.ca}${other.ca}`],
    ['a key', own.key],
    ['anything else', 'notes of mine'],
  ])('does not overwrite %s', async (_, text) => {
    const caFile = file('something.pem', text)
    expect(await problemOf({ caFile })).toMatch(/something\.pem exists and is something else: it is left as it is/)
    expect(readFileSync(caFile, 'utf8')).toBe(text)
  })

  it('says where its authority cannot be written', async () => {
    expect(await problemOf({ caFile: join(directory, 'none', 'ca.pem') })).toMatch(/cannot be written \(ENOENT\)/)
    expect(await problemOf({ caFile: directory })).toMatch(/cannot be written \(EISDIR\)/)
  })
})
