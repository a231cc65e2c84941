import { setupServer } from 'msw/node'
import { expect, test } from 'vitest'
import type { Call, CallRequest } from '../../fixtures/clients/call.ts'
import { conforming } from '../../fixtures/clients/conforming-call.ts'
import { checkClient } from './check-client.ts'

const clocks = () => [setTimeout, Date, performance.now, process.hrtime, AbortSignal.timeout]
const before = clocks()

// Over HTTP/2, whose certificate this process must be made to trust.
test('a client of this process is judged by the rules that are asked for, and the clocks are given back', async () => {
  const { verdicts, profile, notes } = await checkClient(conforming, {
    rules: ['goaway-moves-on'],
    profile: { maxAttempts: 4 },
  })
  expect(verdicts.map(({ rule, verdict }) => [rule, verdict])).toEqual([['goaway-moves-on', 'pass']])
  expect([profile, notes, clocks()]).toEqual([{ maxAttempts: 4 }, [], before])
})

test('one that exists only behind MSW is asked there, and not judged by what MSW cannot do', async () => {
  const msw = { server: setupServer(), baseUrl: 'https://api.aionvision.example/api/v2' }
  msw.server.listen({ onUnhandledFrame: 'error' })
  const asked: string[] = []
  const noting = () => {
    const call = conforming.create()
    return (given: CallRequest) => {
      asked.push(given.baseUrl)
      return call(given)
    }
  }
  try {
    const { verdicts } = await checkClient({ create: noting }, { rules: ['retry-broken-body'], msw })
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['not-applicable'])
    expect(new Set(asked)).toEqual(new Set([msw.baseUrl]))
  } finally {
    msw.server.close()
  }
})

const rules = ['retry-broken-body']

test('one that sends nothing is refused, with what it did instead', async () => {
  const broken: Call = () => {
    throw new Error('not today')
  }
  await expect(checkClient(broken, { rules })).rejects.toThrow(
    'The client never sent what it was asked for: there is no request to judge. For GET /user-files the client sent nothing, then Error, not today.',
  )
  expect(clocks()).toEqual(before)
})

test('one that sleeps on this thread is refused', async () => {
  const sleeping: Call = async ({ baseUrl, path, method }) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2)
    return (await fetch(baseUrl + path, { method })).json()
  }
  await expect(checkClient(sleeping, { rules })).rejects.toThrow('The client sleeps with Atomics.wait')
})

test('a rule that does not exist is refused before anything is asked', async () => {
  await expect(checkClient(conforming, { rules: ['retry-broken-bodi'] })).rejects.toThrow(
    'Did you mean retry-broken-body?',
  )
})
