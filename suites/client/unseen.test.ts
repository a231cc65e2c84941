import { describe, expect, it, test } from 'vitest'
import { attempt, call, ended } from './hand-made.ts'
import { virtualClock } from './run.ts'
import type { Scenario } from './scenario.ts'
import { ok } from './script/step.ts'
import { silenceNotes, whyUnseen, withoutEmpty } from './unseen.ts'

const run = (scenario: Scenario, ...calls: ReturnType<typeof call>[]) => ({ scenario, clock: virtualClock, calls })
const first: Scenario = { request: 'listFiles', script: [ok] }
const later: Scenario = { request: 'listFiles', script: [{ status: 500 }, ok] }
const open = ended(false, { name: 'BrokenCircuitError', message: 'open' })

describe('a client that sent nothing', () => {
  it('though it sends this request elsewhere remembers something', () => {
    const notes = silenceNotes([run(first, call([attempt(0)])), run(later, call([], open))])
    expect(notes).toHaveLength(1)
    expect(notes[0]).toMatch(/^In 1 scenario, such as GET 500 → 200, .*BrokenCircuitError, open.*\{ create/)
  })

  it.each([
    ['and never sends this request', [run(later, call([], open))]],
    [
      'and says that it cannot',
      [run(first, call([attempt(0)])), run(later, call([], { ...open, isUnsupported: true }))],
    ],
    [
      'because it takes no streams',
      [run(first, call([attempt(0)])), run({ ...later, body: 'stream' }, call([], open))],
    ],
    [
      'because its caller had cancelled',
      [run(first, call([attempt(0)])), run(later, call([], open, { cancelledMs: 0 }))],
    ],
  ])('%s is another matter', (_, runs) => {
    expect(silenceNotes(runs)).toEqual([])
  })
})

describe('a run', () => {
  it.each([
    ['in which something was sent', run(first, call([]), call([attempt(0)])), undefined],
    ['whose caller had cancelled', run(first, call([], open, { cancelledMs: 0 })), undefined],
    [
      'of a request that the client cannot make',
      run(first, call([], { ...open, isUnsupported: true })),
      'the client says that it cannot make listFiles',
    ],
    [
      'in which nothing was sent',
      run(first, call([], open)),
      'sent nothing instead of GET /user-files?limit=20, then BrokenCircuitError, open',
    ],
    [
      'in which something else was sent',
      run(first, call([], null, { asides: [{ method: 'GET', target: '/health', headMs: 0 }] })),
      'sent GET /health instead of GET /user-files?limit=20, then did not end',
    ],
    ['without calls', run(first), 'sent nothing instead of GET /user-files?limit=20, then nothing'],
  ])('%s shows something or says why not', (_, seen, why) => {
    expect(whyUnseen(seen)).toBe(why)
  })

  it('loses the calls that sent nothing, where each has a server of its own', () => {
    const calls = [call([]), call([attempt(0)]), call([], open, { cancelledMs: 0 })]
    expect(withoutEmpty(run(first, ...calls)).calls).toEqual(calls.slice(1))
    expect(withoutEmpty(run({ ...first, traffic: 'apart' }, ...calls)).calls).toEqual(calls.slice(1))
    expect(withoutEmpty(run({ ...first, traffic: 'in-turn' }, ...calls)).calls).toEqual(calls)
  })
})

test('the note on what is remembered counts scenarios and tells what to do', () => {
  const silent = run(later, call([], open))
  expect(silenceNotes([run(first, call([attempt(0)])), silent, silent])).toEqual([
    'In 2 scenarios, such as GET 500 → 200, the client sent nothing, though it makes this request in others; it ended with: BrokenCircuitError, open. What it remembers of earlier calls, to other servers, decides (an open circuit breaker, a count of attempts): let each call have a client of its own, { create: () => call }.',
  ])
})

test('who sends nothing over TLS is told what to trust, whatever else it remembers', () => {
  const overTls: Scenario = { request: 'listFiles', script: [{ transport: 'h2-goaway' }, ok] }
  const refused = ended(false, { name: 'Error', message: 'unable to get local issuer certificate' })
  const runs = [run(first, call([attempt(0)])), run(later, call([], open)), run(overTls, call([], refused))]
  expect(silenceNotes(runs)).toEqual([
    expect.stringMatching(/^In 1 scenario, such as GET GOAWAY → 200, .*local issuer certificate\. .*SSL_CERT_FILE/),
    expect.stringMatching(/^In 1 scenario, such as GET 500 → 200, .*BrokenCircuitError, open\. What it remembers/),
  ])
})
