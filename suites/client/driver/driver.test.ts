import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Child, ChildEnd, Talk, TalkStream } from '../command/child.ts'
import { realSpeed } from '../command/speed.ts'
import { watchWaits } from '../noise/waits.ts'
import { type Oddities, startDriver } from './driver.ts'
import type { DriverCall } from './protocol.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const aCall: DriverCall = {
  operation: 'listFiles',
  method: 'GET',
  path: '/user-files',
  baseUrl: 'http://127.0.0.1/api/v2',
  apiKey: 'aion_test_driver_of_a_test',
  headers: {},
  timeoutMs: 1_000,
  client: 'fresh',
}
const outcome = (id: number) => ({ id, outcome: { ok: true, status: 200 } })

/** A driver whose process is this test: what it is told, and what it says. */
function driven(parts: Partial<Pick<Child, 'write' | 'hasExited'>> = {}) {
  const { promise: ended, resolve: die } = Promise.withResolvers<ChildEnd>()
  const told: unknown[] = []
  const done: string[] = []
  const oddities: Oddities = new Map()
  const output = { stdout: '', stderr: '', spokeMs: null }
  let talk: Talk | undefined
  let environment: NodeJS.ProcessEnv = {}
  const child: Child = {
    ended,
    output,
    waits: watchWaits(() => new Map()),
    hasExited: () => false,
    write: async (text) => void told.push(JSON.parse(text)),
    endInput: () => void done.push('its input ends'),
    end: async () => void done.push('it is ended'),
    ...parts,
  }
  const driver = startDriver(['driver'], {
    children: {
      start(_, env, given) {
        environment = env
        talk = given
        return child
      },
      release() {},
    },
    speed: realSpeed,
    env: { AION_OWN: 'yes' },
    oddities,
  })
  const print = (...lines: unknown[]) => {
    for (const line of lines) talk?.onText(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
  }
  return {
    driver,
    told,
    done,
    oddities,
    output,
    environment,
    print,
    die,
    text: (text: string) => talk?.onText(text),
    close: (stream: TalkStream) => talk?.onClosed(stream),
  }
}

/** What a promise is rejected with; its value when it is not. */
const reason = (promise: Promise<unknown>) => promise.catch((error: Error) => error.message)

test('calls are numbered from 1, and answered in any order', async () => {
  const { driver, told, print } = driven()
  const calls = [driver.call(aCall), driver.call(aCall), driver.call(aCall)]
  expect(told).toEqual([1, 2, 3].map((id) => ({ id, call: aCall })))
  print(outcome(3), outcome(1), outcome(2))
  expect(await Promise.all(calls.map(({ answer }) => answer))).toEqual([outcome(1), outcome(2), outcome(3)])
})

test('a line may come in pieces, and two in one', async () => {
  const { driver, text } = driven()
  const [one, other] = [driver.call(aCall), driver.call(aCall)]
  const lines = `${JSON.stringify(outcome(1))}\r\n\n${JSON.stringify(outcome(2))}\n`
  text(lines.slice(0, 9))
  text(lines.slice(9))
  expect([await one.answer, await other.answer]).toEqual([outcome(1), outcome(2)])
})

test('a call is cancelled while it is under way, and not afterwards', async () => {
  const { driver, told, print } = driven()
  const { id, answer } = driver.call(aCall)
  driver.cancel(id)
  print(outcome(id))
  await answer
  driver.cancel(id)
  driver.cancel(id + 1)
  expect(told.slice(1)).toEqual([{ cancel: id }])
})

test('what it takes is what it said', () => {
  const { driver, print } = driven()
  expect(driver.takes('cancelled')).toBe(false)
  print({ takes: ['cancelled'] })
  expect([driver.takes('cancelled'), driver.takes('stream')]).toEqual([true, false])
})

test('what the protocol does not have is counted, with the first line of each kind', () => {
  const { driver, print, oddities } = driven()
  driver.call(aCall)
  print(outcome(1), outcome(1), outcome(1), outcome(2), 'hello', `${'x'.repeat(300)}`)
  expect([...oddities]).toEqual([
    ['answered a call twice; the first answer counts', { count: 2, line: JSON.stringify(outcome(1)) }],
    ['answered a call that was never made', { count: 1, line: JSON.stringify(outcome(2)) }],
    ['printed a line that is no answer: it is no JSON', { count: 2, line: 'hello' }],
  ])
})

test('a long odd line is clipped', () => {
  const { print, oddities } = driven()
  print('x'.repeat(300))
  expect([...oddities.values()]).toEqual([{ count: 1, line: 'x'.repeat(200) }])
})

test.each([
  [{ code: 3, signal: null, endedMs: 0 }, 'The driver ended with code 3 while 1 calls were under way'],
  [{ code: null, signal: 'SIGSEGV', endedMs: 0 }, 'The driver ended by SIGSEGV while 1 calls were under way'],
  [
    {
      code: null,
      signal: null,
      endedMs: 0,
      startError: Object.assign(new Error('no'), { code: 'ENOENT', path: './d' }),
    },
    'The driver does not exist: ./d',
  ],
  [
    { code: null, signal: null, endedMs: 0, startError: Object.assign(new Error('not allowed'), { code: 'EACCES' }) },
    'The driver could not be started: not allowed',
  ],
] as const)('its end fails the calls under way and the next: %j', async (end, sentence) => {
  const { driver, die } = driven()
  const call = driver.call(aCall)
  die(end)
  expect(await reason(call.answer)).toContain(sentence)
  expect(await reason(driver.call(aCall).answer)).toContain(sentence)
})

test.each([
  ['nothing printed', '', '', 'It printed nothing.'],
  ['a line', 'out\n', '', 'Its last words: out'],
  ['lines of both', 'out\n', 'one\nTraceback: two\n', 'Its last words: Traceback: two'],
  ['a long line', '', 'y'.repeat(400), `Its last words: ${'y'.repeat(300)}`],
])('its last words, of %s', async (_, stdout, stderr, words) => {
  const { driver, output, die } = driven()
  Object.assign(output, { stdout, stderr })
  const call = driver.call(aCall)
  die({ code: 1, signal: null, endedMs: 0 })
  const message = String(await reason(call.answer))
  expect(message.slice(message.indexOf('ends. ') + 6)).toBe(words)
})

test('its input ends first, and it is ended after a moment', async () => {
  const { driver, done } = driven()
  void driver.end()
  await vi.advanceTimersByTimeAsync(299)
  expect(done).toEqual(['its input ends'])
  await vi.advanceTimersByTimeAsync(1)
  expect(done).toEqual(['its input ends', 'it is ended'])
})

test('one that ends with its input is not waited for', async () => {
  const { driver, done, die } = driven()
  const end = driver.end()
  die({ code: 0, signal: null, endedMs: 0 })
  await end
  expect(done).toEqual(['its input ends', 'it is ended'])
})

test('its environment is ours and its own', () => {
  const { environment } = driven()
  expect(environment).toMatchObject({ AION_OWN: 'yes', PATH: process.env.PATH })
})

const runsOn = (streams: string) => `The driver closed its ${streams} while 1 calls were under way, and runs on.`

/** What became of a call so far: its error's message, or that it is under way. */
async function soFar(answer: Promise<unknown>): Promise<unknown> {
  return Promise.race([reason(answer), new Promise((resolve) => setImmediate(() => resolve('under way')))])
}

test.each<[string, TalkStream[], string]>([
  ['hears nothing', ['standard input'], runsOn('standard input')],
  ['says nothing', ['standard output'], runsOn('standard output')],
  ['does neither', ['standard output', 'standard input'], runsOn('standard input and its standard output')],
])('one that %s and runs on fails its calls after a second', async (_, streams, sentence) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { driver, told, close } = driven()
  const { answer } = driver.call(aCall)
  answer.catch(() => {})
  for (const stream of streams) close(stream)
  await vi.advanceTimersByTimeAsync(999)
  expect(told.slice(1)).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(told.slice(1)).toContainEqual({ cancel: 1 })
  expect(await reason(answer)).toBe(sentence)
  expect(await reason(driver.call(aCall).answer)).toBe(sentence)
})

test('a call that comes after a stream was closed is looked at, too', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { driver, close } = driven()
  close('standard input')
  await vi.advanceTimersByTimeAsync(5_000)
  const { answer } = driver.call(aCall)
  answer.catch(() => {})
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await reason(answer)).toBe(runsOn('standard input'))
})

test('a pipe that takes nothing is waited for a moment', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { driver, close } = driven({ write: () => new Promise(() => {}) })
  const { answer } = driver.call(aCall)
  answer.catch(() => {})
  close('standard output')
  await vi.advanceTimersByTimeAsync(1_299)
  expect(await soFar(answer)).toBe('under way')
  await vi.advanceTimersByTimeAsync(1)
  expect(await reason(answer)).toBe(runsOn('standard output'))
})

test('one that has ended closes its streams, too: its end tells more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { driver, close, die } = driven({ hasExited: () => true })
  const { answer } = driver.call(aCall)
  answer.catch(() => {})
  close('standard output')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await soFar(answer)).toBe('under way')
  die({ code: 3, signal: null, endedMs: 0 })
  expect(await reason(answer)).toContain('ended with code 3')
})

test('a call that takes too long is cancelled, and a driver that is well keeps the others', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { driver, told, print } = driven()
  const [late, other] = [driver.call(aCall), driver.call(aCall)]
  await driver.giveUp(late.id)
  expect(told.slice(2)).toEqual([{ cancel: 1 }])
  print(outcome(1), outcome(2))
  expect(await Promise.all([late.answer, other.answer])).toEqual([outcome(1), outcome(2)])
  await driver.giveUp(late.id)
  expect(told.slice(3)).toEqual([])
})

test('to give up a call of a driver that has ended throws why', async () => {
  const { driver, die } = driven()
  const { id, answer } = driver.call(aCall)
  die({ code: 3, signal: null, endedMs: 0 })
  await reason(answer)
  expect(await reason(driver.giveUp(id))).toContain('ended with code 3')
})

test('a line that never ends is kept to its bound', async () => {
  const { driver, text, oddities } = driven()
  const { answer } = driver.call(aCall)
  text('x'.repeat(1_000_001))
  text(`${'y'.repeat(10)}\n${JSON.stringify(outcome(1))}\n`)
  expect(await answer).toEqual(outcome(1))
  expect([...oddities.values()]).toEqual([{ count: 1, line: 'x'.repeat(200) }])
})

test('when it is ended its calls are nobody’s any more', async () => {
  const { driver, told, die } = driven()
  const { id, answer } = driver.call(aCall)
  void driver.end()
  driver.cancel(id)
  expect(told).toHaveLength(1)
  die({ code: 0, signal: null, endedMs: 0 })
  await vi.advanceTimersByTimeAsync(0)
  vi.useRealTimers()
  expect(await soFar(answer)).toBe('under way')
})

test('its time is that of its clock, and it says which', () => {
  const { driver } = driven()
  expect(driver.speed).toBe(realSpeed)
  expect(driver.clientTime.time.monotonic()).toBeGreaterThanOrEqual(0)
})
