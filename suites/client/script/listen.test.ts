import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { listen, listenAlike, listenAnew } from './listen.ts'

const open: Server[] = []
const server = () => {
  const made = createServer()
  open.push(made)
  return made
}
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

test('a server listens on a free port of loopback, or on the one that is named', async () => {
  const first = server()
  const port = await listen(first, 0)
  expect(first.address()).toMatchObject({ address: '127.0.0.1', port })
  expect(first.listenerCount('error')).toBe(0)
  await expect(listen(server(), port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('a script never has the port of one before it, though it is free again', async () => {
  const ports = new Set<number>()
  for (let number = 1; number <= 1_000; number += 1) {
    const one = createServer()
    ports.add(await listenAnew(one))
    await new Promise((resolve) => one.close(resolve))
    expect(ports.size).toBe(number)
  }
})

test('where the system has only ports that were had before, one of them is taken again', async () => {
  let asked = 0
  const onlyPort = () =>
    ({
      once: () => {},
      off: () => {},
      listen(_: number, __: string, told: () => void) {
        asked += 1
        told()
      },
      address: () => ({ port: 80 }), // no system gives it away
      close: (done: () => void) => done(),
    }) as never // all of a server that is used
  expect([await listenAnew(onlyPort()), asked]).toEqual([80, 1])
  expect([await listenAnew(onlyPort()), asked]).toEqual([80, 51])
})

test('two servers listen on ports of which one begins like the other', async () => {
  const ports = await listenAlike(server(), server())
  expect(String(ports.elsewhere).startsWith(String(ports.own))).toBe(true)
  expect(String(ports.elsewhere).length).toBe(String(ports.own).length + 1)
})

test('where a port is taken the next one is tried', async () => {
  const first = await listenAlike(server(), server())
  const [own, elsewhere] = [server(), server()]
  const second = await listenAlike(own, elsewhere)
  expect(second.own).not.toBe(first.own)
  expect([own, elsewhere].map((one) => one.address())).toMatchObject([{ port: second.own }, { port: second.elsewhere }])
})

test('where every port beside it is taken, one that was taken is given back, and at last it is said', async () => {
  const own = server()
  const blocked = server()
  blocked.listen = (() => blocked.emit('error', new Error('taken'))) as never // a server that never gets its port
  await expect(listenAlike(own, blocked)).rejects.toThrow(
    expect.objectContaining({
      message: 'No two free ports of which one begins like the other',
      cause: expect.objectContaining({ message: 'taken' }),
    }),
  )
  expect(own.listening).toBe(false)
})
