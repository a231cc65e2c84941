import { once } from 'node:events'
import { type AddressInfo, connect, createServer, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { takeOverSocketTimeouts } from './socket-timeouts.ts'

const { prototype } = Socket
const [setTimeoutOfNode, moveOfNode] = [prototype.setTimeout, Reflect.get(prototype, '_unrefTimer')]

/** A clock whose timers go off when a test says so. */
function handClock() {
  const timers = new Map<object, { callback: () => void; ms: number }>()
  return {
    waits: () => [...timers.values()].map(({ ms }) => ms),
    fire() {
      const due = [...timers.values()]
      timers.clear()
      for (const { callback } of due) callback()
    },
    setTimeout(callback: () => void, ms: number) {
      const id = {}
      timers.set(id, { callback, ms })
      return id
    },
    clearTimeout: (id: never) => void timers.delete(id),
  }
}

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end()
  expect([prototype.setTimeout, Reflect.get(prototype, '_unrefTimer')]).toEqual([setTimeoutOfNode, moveOfNode])
})

function setUp() {
  const clock = handClock()
  ends.push(takeOverSocketTimeouts(clock))
  const socket = new Socket()
  const fired: string[] = []
  socket.on('timeout', () => fired.push('event'))
  return { clock, socket, fired }
}

test('a timeout goes off on the clock, once, and not by itself', () => {
  const { clock, socket, fired } = setUp()
  expect(socket.setTimeout(700, () => fired.push('callback'))).toBe(socket)
  expect([clock.waits(), socket.timeout]).toEqual([[700], 700])
  clock.fire()
  expect([fired, clock.waits()]).toEqual([['event', 'callback'], []])
  socket.emit('timeout')
  expect(fired).toEqual(['event', 'callback', 'event'])
})

test('one without a callback is an event alone', () => {
  const { clock, socket, fired } = setUp()
  socket.setTimeout(1)
  clock.fire()
  expect(fired).toEqual(['event'])
})

test('the last one counts', () => {
  const { clock, socket } = setUp()
  socket.setTimeout(700)
  socket.setTimeout(300)
  expect(clock.waits()).toEqual([300])
})

test('zero calls it off, with its callback', () => {
  const { clock, socket, fired } = setUp()
  const callback = () => fired.push('callback')
  socket.setTimeout(700, callback)
  socket.setTimeout(0, callback)
  expect([clock.waits(), socket.timeout]).toEqual([[], 0])
  socket.setTimeout(700)
  clock.fire()
  expect(fired).toEqual(['event'])
  socket.setTimeout(0)
  expect(clock.waits()).toEqual([])
})

test('it begins anew whenever something moves, which Node hears, too', () => {
  const { clock, socket, fired } = setUp()
  const move = () => Reflect.get(socket, '_unrefTimer').call(socket)
  move()
  expect(clock.waits()).toEqual([])
  socket.setTimeout(700)
  const [before] = [clock.waits().length]
  move()
  expect([before, clock.waits()]).toEqual([1, [700]])
  clock.fire()
  move()
  expect([fired, clock.waits()]).toEqual([['event'], []])
})

test('a socket that is closed has none, however often it was set', async () => {
  const { clock, socket, fired } = setUp()
  socket.setTimeout(700)
  socket.setTimeout(300)
  expect(socket.listenerCount('close')).toBe(1)
  socket.destroy()
  await once(socket, 'close')
  expect(clock.waits()).toEqual([])
  socket.setTimeout(700)
  clock.fire()
  expect(fired).toEqual([])
})

test('sockets that a server has accepted keep the time of Node', async () => {
  const { clock } = setUp()
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1') // a TCP server has one
  ends.push(() => server.close())
  const [accepted] = (await once(server, 'connection')) as [Socket]
  const timeout = once(accepted, 'timeout')
  expect(accepted.setTimeout(5)).toBe(accepted)
  expect(clock.waits()).toEqual([])
  await timeout
  client.destroy()
  accepted.destroy()
})
