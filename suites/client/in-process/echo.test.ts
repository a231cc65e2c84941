import { connect, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { openEcho } from './echo.ts'

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await turn()
}

test('what was written to another socket has been read when the echo is back', async () => {
  let read = 0
  const server = createServer((socket) => socket.on('data', ({ length }) => (read += length)))
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(Number(Object(server.address()).port))),
  )
  const socket = connect(port, '127.0.0.1')
  const echo = openEcho()
  await until(() => echo.isOpen() && socket.readyState === 'open')
  for (let written = 1; written <= 50; written += 1) {
    socket.write('x')
    const rounds = echo.rounds()
    echo.send()
    await until(() => echo.rounds() > rounds)
    expect(read).toBe(written)
  }
  echo.end()
  socket.destroy()
  server.close()
})

test('one round is under way at a time, and none once it has ended', async () => {
  const echo = openEcho()
  await until(() => echo.isOpen())
  echo.send()
  echo.send()
  await until(() => echo.rounds() === 1)
  for (let turns = 0; turns < 20; turns += 1) await turn()
  expect(echo.rounds()).toBe(1)
  echo.end()
  expect(echo.isOpen()).toBe(false)
  echo.send()
  for (let turns = 0; turns < 20; turns += 1) await turn()
  expect(echo.rounds()).toBe(1)
})

test('a process stays alive while a round is under way, and for no other reason', async () => {
  const awake = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
  const before = awake()
  const echo = openEcho()
  await until(() => echo.isOpen())
  expect(awake()).toBe(before)
  const isBack = echo.send()
  expect(awake()).toBe(before + 1)
  await isBack
  expect(awake()).toBe(before)
  echo.end()
})
