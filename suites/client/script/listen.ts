import type { Server } from 'node:http'

/** Listens on loopback, on a free port unless one is named. Resolves with the port; rejects when it is taken. */
export function listen(server: Server, port = 0): Promise<number> {
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
