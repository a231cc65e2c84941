import { expect, test } from 'vitest'
import { readEvents } from '../../../fixtures/clients/event-stream.ts'
import { createManualTime } from '../../../mocks/testing/manual-time.ts'
import { createAskedFilter } from '../script/asked.ts'
import { createCaller } from './caller.ts'
import { isOfBench, watchLeftBehind } from './left-behind.ts'
import { takeOverAbortTimeout } from './other-clocks.ts'

/** What falls over when it is given nonsense. */
function errorOf(fall: () => unknown): unknown {
  try {
    return fall()
  } catch (error) {
    return error
  }
}

/** The error, its stack without the frames from this file on: as if a socket's event had called it. */
function alone(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const lines = (error.stack ?? '').split('\n')
  const end = lines.findIndex((line) => line.includes('.test.'))
  error.stack = [...lines.slice(0, end), '    at Socket.emit (node:events:519:28)'].join('\n')
  return error
}

const nonsense = null as never
const ofBench = () => alone(errorOf(() => createAskedFilter({ method: 'GET', path: nonsense }, [])))

async function ofClient(): Promise<unknown> {
  try {
    await readEvents(nonsense).next()
    return undefined
  } catch (error) {
    return error
  }
}

test('an error whose stack leads through the bench alone is the bench’s', () => {
  expect(isOfBench(ofBench())).toBe(true)
})

test('one that the bench meets on behalf of a client is the client’s, and so is one that only Node is in', async () => {
  expect(isOfBench(errorOf(() => createAskedFilter({ method: 'GET', path: nonsense }, [])))).toBe(false)
  expect(isOfBench(alone(await ofClient()))).toBe(false)
  const reset = Object.assign(new Error('read ECONNRESET'), {
    stack: 'Error: read ECONNRESET\n    at TCP.onStreamRead (node:internal/stream_base_commons:216:20)',
  })
  expect([reset, 'a word', undefined].map(isOfBench)).toEqual([false, false, false])
})

test('why a signal was aborted is the client’s matter, though the bench aborted it', () => {
  const caller = createCaller({ from: 'start' }, { time: createManualTime(), after: () => () => {} })
  const giveBack = takeOverAbortTimeout({ setTimeout: (callback) => callback() })
  const timeout = AbortSignal.timeout(5)
  giveBack()
  const reasons = [caller.signal, timeout].map(({ reason }) => alone(reason))
  expect(reasons).toMatchObject([
    { name: 'AbortError', stack: expect.stringContaining('caller.ts') },
    { name: 'TimeoutError', stack: expect.stringContaining('other-clocks.ts') },
  ])
  expect(reasons.map(isOfBench)).toEqual([false, false])
})

test('what a client leaves is noted; what the bench leaves is an error that says so', () => {
  const left = watchLeftBehind()
  left.end()
  expect(left.notes()).toEqual([])
  left.add(new Error('left in a timer'))
  expect(left.notes()).toEqual([expect.stringMatching(/^The client left 1 errors .* left in a timer$/)])
  left.add(ofBench())
  expect(left.notes).toThrow(/^The bench itself failed, which says nothing of the client: TypeError/)
})

test('it listens while it watches, and no longer', () => {
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const listeners = () => events.map((event) => process.listenerCount(event))
  const before = listeners()
  const left = watchLeftBehind()
  expect(listeners()).toEqual(before.map((count) => count + 1))
  left.end()
  expect(listeners()).toEqual(before)
})
