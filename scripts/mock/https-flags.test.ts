import { describe, expect, it } from 'vitest'
import { readHttps, trustLine } from './https-flags.ts'

describe('the flags of HTTPS', () => {
  it.each([
    [{}, {}],
    [{ https: true }, { https: true }],
    [{ https: true, caFile: 'ca.pem' }, { https: { caFile: 'ca.pem' } }],
    [{ https: true, cert: 'c.pem', key: 'k.pem' }, { https: { cert: 'c.pem', key: 'k.pem' } }],
  ] as const)('%o', (flags, options) => {
    expect(readHttps(flags)).toEqual(options)
  })

  it.each([
    [{ cert: 'c.pem', key: 'k.pem' }, '--cert is for a mock that speaks HTTPS: add --https'],
    [{ caFile: 'ca.pem' }, '--ca-file is for a mock that speaks HTTPS: add --https'],
    [{ https: true, cert: 'c.pem' }, '--cert is given without --key'],
    [{ https: true, key: 'k.pem' }, '--key is given without --cert'],
    [{ https: true, cert: 'c.pem', key: 'k.pem', caFile: 'ca.pem' }, '--cert brings its own'],
  ] as const)('%o is refused', (flags, words) => {
    expect(() => readHttps(flags)).toThrow(words)
  })

  it('lead to a line that can be pasted', () => {
    expect(trustLine('/tmp/ca.pem')).toContain('export NODE_EXTRA_CA_CERTS=/tmp/ca.pem ')
    expect(trustLine(undefined)).toContain('--ca-file <file>')
  })
})
