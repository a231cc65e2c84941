import type { Server } from 'node:http'

/** Listens on loopback, on a port that is free where it is 0. Resolves with the port; rejects when it is taken. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

const tries = 50

/** The ports of scripts before, the oldest first. */
const hadBefore = new Set<number>()
/** More than a whole check takes, and a small part of what a system gives away. */
const remembered = 4_000

/**
 * Listens on a free port that no script of this process had lately, where one is to be had: what a client keeps for an
 * origin, such as a budget or an open circuit, must not meet another script. Resolves with the port.
 */
export async function listenAnew(server: Server): Promise<number> {
  let port = await listen(server, 0)
  for (let tried = 1; hadBefore.has(port) && tried < tries; tried += 1) {
    await new Promise((resolve) => server.close(resolve))
    port = await listen(server, 0)
  }
  hadBefore.add(port)
  const [oldest] = hadBefore
  if (oldest !== undefined && hadBefore.size > remembered) hadBefore.delete(oldest)
  return port
}

/** Listens on two ports of which one begins with the other's digits, as in 2100 and 21007. */
export async function listenAlike(own: Server, elsewhere: Server): Promise<{ own: number; elsewhere: number }> {
  let failure: unknown
  for (let tried = 0; tried < tries; tried += 1) {
    const port = 2_000 + ((process.pid * 37 + tried * 101) % 4_500)
    try {
      await listen(own, port)
      return { own: port, elsewhere: await listen(elsewhere, port * 10 + (tried % 6)) }
    } catch (error) {
      failure = error
      if (own.listening) await new Promise((resolve) => own.close(resolve))
    }
  }
  throw new Error('No two free ports of which one begins like the other', { cause: failure })
}
