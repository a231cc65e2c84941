import { describe, expect, it } from 'vitest'
import { isParseError } from '../outcome.ts'
import { readEnd } from './read-end.ts'

const end = (code: number) => ({ code, signal: null, endedMs: 0 })
const output = (stdout: string, stderr = '') => ({ stdout, stderr, spokeMs: null })

describe('how a command ended', () => {
  it('is what its last line says, when that is JSON', async () => {
    const line = JSON.stringify({
      ok: false,
      name: 'ApiError',
      status: 429,
      code: 'RATE_LIMIT_ERROR',
      request_id: 'r-1',
    })
    const outcome = await readEnd(end(1), output(`working…\n${line}\n`))
    expect(outcome).toMatchObject({
      ok: false,
      status: 429,
      code: 'RATE_LIMIT_ERROR',
      requestId: 'r-1',
      isBlind: false,
    })
  })

  it('is its exit code, when it says nothing', async () => {
    expect(await readEnd(end(0), output('{"files":[]}'))).toMatchObject({ ok: true, isBlind: true })
    expect(await readEnd(end(22), output(''))).toMatchObject({ ok: false, name: 'exit code 22', isBlind: true })
  })

  it('is the exception that ended it, when it printed one', async () => {
    const trace =
      'Traceback (most recent call last):\n  File "x.py"\njson.decoder.JSONDecodeError: Expecting value: line 1\n'
    const outcome = await readEnd(end(1), output('', trace))
    expect(outcome).toMatchObject({ name: 'JSONDecodeError', message: 'Expecting value: line 1' })
    expect(isParseError(outcome)).toBe(true)
  })
})
