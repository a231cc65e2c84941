import { pbkdf2, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Call } from '../../fixtures/clients/call.ts'
import { conforming } from '../../fixtures/clients/conforming-call.ts'
import { documentedCall } from '../../fixtures/clients/documented.ts'
import { checkClient } from './check-client.ts'

const bytes = randomBytes(300_000)

describe('checkClient', () => {
  it('finds nothing wrong with the conforming client', async () => {
    const { verdicts } = await checkClient(conforming)
    expect(verdicts.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  })

  it.each<[what: string, work: () => Promise<unknown>]>([
    ['packs what it sends', () => promisify(gzip)(bytes)],
    ['derives a key', () => promisify(pbkdf2)('a', 'b', 20_000, 32, 'sha256')],
    ['reads a file', () => readFile(import.meta.filename)],
  ])('stands still while a client %s before each attempt, with its timers running', async (_, work) => {
    const usual = globalThis.fetch
    globalThis.fetch = async (...given) => {
      await work()
      return usual(...given)
    }
    try {
      const { verdicts, notes } = await checkClient(conforming, { rules: ['ra-http-date', 'error-survives-non-json'] })
      expect([verdicts.map(({ verdict }) => verdict), notes]).toEqual([['pass', 'pass'], []])
    } finally {
      globalThis.fetch = usual
    }
  })

  it('shows the known defects of the documented client under their rules', async () => {
    const { verdicts } = await checkClient(documentedCall)
    const failed = verdicts.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule)
    expect(failed).toEqual([
      'ra-seconds-min-wait',
      'ra-http-date',
      'ra-date-past',
      'ra-invalid-ignored',
      // setTimeout takes 30 days for 1 ms; the original, in Python, waits them out.
      'ra-huge-bounded',
      'quota-not-ratelimit',
      'stall-times-out',
      'timeout-covers-attempt',
      'post-not-retried-unsafe',
      'success-is-2xx',
      'no-wait-after-last',
      'abort-during-wait',
      'abort-in-flight',
      'replay-identical',
      'error-surfaces-envelope',
      'error-survives-non-json',
    ])
  })

  it('refuses to run twice at once, since the clock of a process is one', async () => {
    const first = checkClient(conforming, { rules: ['success-is-2xx'] })
    await expect(checkClient(conforming)).rejects.toThrow('taken over already')
    expect((await first).verdicts.map(({ verdict }) => verdict)).toEqual(['pass'])
  })

  it('refuses a client that sends nothing, with what it did instead', async () => {
    const broken: Call = () => {
      throw new Error('not today')
    }
    await expect(checkClient(broken, { rules: ['ra-seconds-min-wait'] })).rejects.toThrow(
      'never sent what it was asked for: there is no request to judge. For GET /user-files the client sent nothing, then Error, not today.',
    )
  })

  it('refuses a rule that does not exist, and names the near one', async () => {
    await expect(checkClient(conforming, { rules: ['ra-second-min-wait'] })).rejects.toThrow(
      'Did you mean ra-seconds-min-wait?',
    )
  })

  it('goes on when a client promises a body that it never sends', async () => {
    const silent: Call = ({ baseUrl, path, method, contentType = '' }) =>
      new Promise((_, reject) => {
        const headers = { 'Content-Type': contentType, 'Content-Length': '59' }
        const request = httpRequest(baseUrl + path, { method, headers }).on('error', reject)
        request.flushHeaders()
        setTimeout(() => request.destroy(new Error('timed out')), 2_000)
      })
    const { verdicts } = await checkClient(silent, { rules: ['replay-identical'] })
    expect(verdicts[0]?.verdict).toBe('fail')
  })
})
