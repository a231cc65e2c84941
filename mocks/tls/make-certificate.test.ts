import { createPrivateKey, X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { authorityName, makeCertificate, serialNumber } from './make-certificate.ts'

const nowMs = Date.UTC(2026, 10, 26, 12)
const names = ['localhost', '127.0.0.1', '::1', '2001:db8::a:1', '::ffff:10.0.0.1', 'mock.example']
const made = await makeCertificate(names, nowMs)
const ca = new X509Certificate(made.ca)
const leaf = new X509Certificate(made.cert)

it('names every host and address, as any other reader of certificates reads them', () => {
  for (const name of ['localhost', 'mock.example']) expect(leaf.checkHost(name), name).toBe(name)
  for (const name of names.filter((one) => /[:\d]$/.test(one) && one !== 'mock.example'))
    expect(leaf.checkIP(name), name).toBe(name)
  expect(leaf.checkHost('other.example')).toBeUndefined()
})

it('is signed by an authority that may sign nothing but certificates of hosts', () => {
  expect(ca.ca).toBe(true)
  expect(ca.verify(ca.publicKey)).toBe(true)
  expect(ca.subject).toBe(`CN=${authorityName}`)
  expect(leaf.ca).toBe(false)
  expect(leaf.checkIssued(ca)).toBe(true)
  expect(leaf.verify(ca.publicKey)).toBe(true)
  expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
})

it('fits its key, and no other one is given away', () => {
  expect(leaf.checkPrivateKey(createPrivateKey(made.key))).toBe(true)
  expect(ca.checkPrivateKey(createPrivateKey(made.key))).toBe(false)
  expect(made.ca).not.toContain('PRIVATE')
})

it('is valid from a day ago and for 90 days', () => {
  expect([leaf, ca].map(({ validFromDate, validToDate }) => [+validFromDate, +validToDate])).toEqual(
    Array(2).fill([nowMs - 86_400_000, nowMs + 90 * 86_400_000]),
  )
})

it('is another one each time', async () => {
  const other = await makeCertificate(names, nowMs)
  expect(new X509Certificate(other.cert).serialNumber).not.toBe(leaf.serialNumber)
  expect(other.ca).not.toBe(made.ca)
})

it('has a serial number that is positive and not padded, whatever chance gives', () => {
  for (const first of Array(256).keys()) {
    const [byte, ...rest] = serialNumber(Uint8Array.of(first, 0, 1))
    expect(byte, String(first)).toBeGreaterThanOrEqual(0x40)
    expect(byte, String(first)).toBeLessThanOrEqual(0x7f)
    expect(rest).toEqual([0, 1])
  }
})
