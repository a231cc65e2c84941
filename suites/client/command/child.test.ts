import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createChildren, type Spawn, type Talk } from './child.ts'

const pid = 4_194_999

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A command whose process is this test, and the signals that its group gets. */
function started(talk?: Talk, hasStarted = true) {
  const signals: unknown[] = []
  vi.spyOn(process, 'kill').mockImplementation((...given) => {
    signals.push(given)
    return true
  })
  const fake = Object.assign(new EventEmitter(), {
    pid: hasStarted ? pid : undefined,
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    exitCode: null as number | null,
    signalCode: null as NodeJS.Signals | null,
  })
  const asked: unknown[] = []
  const spawn: Spawn = (...given) => {
    asked.push(given)
    return fake as unknown as ReturnType<Spawn>
  }
  const children = createChildren(spawn)
  const child = children.start(['program', 'one', 'two'], { OWN: 'yes' }, talk)
  return {
    asked,
    child,
    children,
    fake,
    signals,
    exit(code: number | null, signal: NodeJS.Signals | null = null) {
      Object.assign(fake, { exitCode: code, signalCode: signal })
      fake.emit('exit', code, signal)
    },
  }
}

/** Streams deliver what was written to them. */
const delivered = () => vi.advanceTimersByTimeAsync(0)

test('a command is started at the head of a group of its own, and its input is over', () => {
  const { asked, child, fake, children } = started()
  expect(asked).toEqual([
    ['program', ['one', 'two'], { env: { OWN: 'yes' }, detached: true, stdio: ['pipe', 'pipe', 'pipe'] }],
  ])
  expect(fake.stdin.writableEnded).toBe(true)
  expect(child.output).toEqual({ stdout: '', stderr: '', spokeMs: null })
  children.release()
})

test('what it prints is kept, and when it last spoke on standard output', async () => {
  const { child, fake, children } = started()
  fake.stderr.write('a warning')
  await delivered()
  expect(child.output).toEqual({ stdout: '', stderr: 'a warning', spokeMs: null })
  await vi.advanceTimersByTimeAsync(70)
  fake.stdout.write(Buffer.from([0xc3]))
  fake.stdout.write(Buffer.from([0xa9]))
  await delivered()
  expect(child.output).toEqual({ stdout: 'é', stderr: 'a warning', spokeMs: performance.now() })
  children.release()
})

test('of much that it prints the end is kept', async () => {
  const { child, fake, children } = started()
  fake.stdout.write(`ab${'x'.repeat(32_767)}`)
  await delivered()
  expect(child.output.stdout).toBe(`b${'x'.repeat(32_767)}`)
  children.release()
})

test('one that is talked with hears and says, until a stream is closed', async () => {
  const told: string[] = []
  const talk: Talk = { onText: (text) => told.push(text), onClosed: (stream) => told.push(`closed: ${stream}`) }
  const { child, fake, children } = started(talk)
  fake.stdin.setEncoding('utf8')
  await child.write('a line\n')
  expect(fake.stdin.read()).toBe('a line\n')
  fake.stdout.write('an answer')
  fake.stderr.write('noise')
  await delivered()
  expect(told.splice(0)).toEqual(['an answer'])
  child.endInput()
  expect(fake.stdin.writableEnded).toBe(true)
  fake.stdout.end()
  await delivered()
  expect(told.splice(0)).toEqual(['closed: standard output'])
  fake.stdin.emit('error', new Error('EPIPE'))
  expect(told).toEqual(['closed: standard input'])
  children.release()
})

test('a broken pipe of one that nobody talks with is nothing', () => {
  const { fake, children } = started()
  expect(() => fake.stdin.emit('error', new Error('EPIPE'))).not.toThrow()
  children.release()
})

test.each([
  ['a code', 3, null],
  ['a signal', null, 'SIGKILL' as const],
])('has exited with %s, and has ended once its pipes are empty', async (_, code, signal) => {
  const { child, fake, exit, children } = started()
  expect(child.hasExited()).toBe(false)
  const endedMs = performance.now()
  exit(code, signal)
  expect(child.hasExited()).toBe(true)
  const onEnd = vi.fn()
  void child.ended.then(onEnd)
  await vi.advanceTimersByTimeAsync(299)
  expect(onEnd).not.toHaveBeenCalled()
  fake.emit('close')
  expect(await child.ended).toEqual({ code, signal, endedMs })
  await vi.advanceTimersByTimeAsync(1_000)
  expect([fake.stdout.destroyed, fake.stderr.destroyed]).toEqual([false, false])
  children.release()
})

test('what keeps its pipes open is let go after a moment', async () => {
  const { child, fake, exit, children } = started()
  exit(0)
  await vi.advanceTimersByTimeAsync(299)
  expect([fake.stdout.destroyed, fake.stderr.destroyed]).toEqual([false, false])
  await vi.advanceTimersByTimeAsync(1)
  expect([fake.stdout.destroyed, fake.stderr.destroyed]).toEqual([true, true])
  expect(await child.ended).toMatchObject({ code: 0, signal: null })
  children.release()
})

test('one that cannot start says why, and has no group', async () => {
  const { child, fake, signals, children } = started(undefined, false)
  const startError = Object.assign(new Error('no'), { code: 'ENOENT' })
  fake.emit('error', startError)
  expect(await child.ended).toEqual({ code: null, signal: null, startError, endedMs: performance.now() })
  await child.end()
  expect(signals).toEqual([])
  children.release()
})

test('is ended politely, and what it left running for good', async () => {
  const { child, fake, signals, exit, children } = started()
  const onGone = vi.fn()
  const gone = child.end().then(onGone)
  expect(signals).toEqual([[-pid, 'SIGTERM']])
  await vi.advanceTimersByTimeAsync(299)
  exit(null, 'SIGTERM')
  fake.emit('close')
  await gone
  expect(signals).toEqual([
    [-pid, 'SIGTERM'],
    [-pid, 'SIGKILL'],
  ])
  await vi.advanceTimersByTimeAsync(1_000)
  await child.end()
  expect(signals).toHaveLength(2)
  children.release()
})

test('is ended for good when it does not go', async () => {
  const { child, fake, signals, exit, children } = started()
  const gone = child.end()
  await vi.advanceTimersByTimeAsync(299)
  expect(signals).toEqual([[-pid, 'SIGTERM']])
  await vi.advanceTimersByTimeAsync(1)
  expect(signals).toEqual([
    [-pid, 'SIGTERM'],
    [-pid, 'SIGKILL'],
  ])
  exit(null, 'SIGKILL')
  fake.emit('close')
  await gone
  expect(signals).toHaveLength(2)
  children.release()
})

test.each([
  ['a code', 0, null],
  ['a signal', null, 'SIGTERM' as const],
])('of one that ended with %s only what it left running is ended', async (_, code, signal) => {
  const { child, signals, exit, children } = started()
  exit(code, signal)
  await child.end()
  expect(signals).toEqual([[-pid, 'SIGKILL']])
  children.release()
})

test('a group that is gone already is no trouble', async () => {
  const { child, exit, children } = started()
  vi.mocked(process.kill).mockImplementation(() => {
    throw new Error('ESRCH')
  })
  exit(0)
  await expect(child.end()).resolves.toBeUndefined()
  children.release()
})

test('no command outlives this process, unless somebody else sees to it', () => {
  const before = process.listeners('exit')
  const { signals, children } = started()
  const [atExit] = process.listeners('exit').filter((one) => !before.includes(one))
  atExit?.(0)
  expect(signals).toEqual([[-pid, 'SIGKILL']])
  children.release()
  expect(process.listeners('exit')).toEqual(before)
})
