import { randomFill } from 'node:crypto'
import { connect, createServer, type Socket } from 'node:net'

/**
 * Finds out whether what was written to a socket of this machine, or given to Node's thread pool, has had time to come
 * back: by a byte and a small job of its own that set out later. How long that takes depends on the machine and its load.
 */
export interface Echo {
  /** Sends out a byte and a job, unless some are under way. Resolves when both are back, or never will be. */
  send(): Promise<void>
  /** How many times both have come back. */
  rounds(): number
  /** False until it works, and where it does not. */
  isOpen(): boolean
  end(): void
}

/** Opens an echo of this process; it keeps no process alive but while a round is under way. */
export function openEcho(): Echo {
  const sockets: Socket[] = []
  let own: Socket | undefined
  const byte = Buffer.alloc(1)
  let rounds = 0
  let owed = 0
  let isOpen = false
  let settle = () => {}
  let isBack = Promise.resolve()

  function cameBack() {
    owed -= 1
    if (owed > 0) return
    rounds += 1
    own?.unref()
    settle()
  }

  function keep(socket: Socket) {
    socket.unref()
    socket.setNoDelay(true)
    socket.on('error', close)
    socket.on('close', close)
    sockets.push(socket)
    return socket
  }

  const server = createServer((socket) => keep(socket).on('data', (data) => socket.write(data)))
  server.on('error', close)
  server.unref()
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (typeof address !== 'object' || !address) return
    own = connect(address.port, '127.0.0.1', () => {
      isOpen = true
    })
    keep(own).on('data', cameBack)
  })

  function close() {
    isOpen = false
    server.close()
    for (const socket of sockets) socket.destroy()
    settle()
  }

  return {
    send() {
      if (!isOpen || owed > 0) return isBack
      owed = 2
      isBack = new Promise((resolve) => {
        settle = resolve
      })
      // Whoever awaits it has nothing else that keeps the process alive.
      own?.ref()
      own?.write(byte)
      randomFill(Buffer.alloc(1), cameBack)
      return isBack
    },
    rounds: () => rounds,
    isOpen: () => isOpen,
    end: close,
  }
}
