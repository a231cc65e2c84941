import { describe, expect, it } from 'vitest'
import { attempt, call, ended } from './hand-made.ts'
import { virtualClock } from './run.ts'
import type { Scenario } from './scenario.ts'
import { ok } from './script/step.ts'
import { rememberingNote } from './unseen.ts'

const run = (scenario: Scenario, ...calls: ReturnType<typeof call>[]) => ({ scenario, clock: virtualClock, calls })
const first: Scenario = { request: 'listFiles', script: [ok] }
const later: Scenario = { request: 'listFiles', script: [{ status: 500 }, ok] }
const open = ended(false, { name: 'BrokenCircuitError', message: 'open' })

describe('a client that sent nothing', () => {
  it('though it sends this request elsewhere remembers something', () => {
    const note = rememberingNote([run(first, call([attempt(0)])), run(later, call([], open))])
    expect(note).toMatch(/^In 1 scenario, such as GET 500 → 200, .*BrokenCircuitError, open.*\{ create/)
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
    expect(rememberingNote(runs)).toBeUndefined()
  })
})
