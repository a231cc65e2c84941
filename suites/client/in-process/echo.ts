import { randomFill } from 'node:crypto'
import { connect, createServer, type Socket } from 'node:net'

/**
 * Finds out whether what was written to a socket of this machine, or given to Node's thread pool, has had time to come
 * back: by a byte and a small job of its own that set out later. How long that takes depends on the machine and its load.
 */
export interface Echo {
  /** Sends out a byte and a job, unless some are under way. */
  send(): void
  /** How many times both have come back. */
  rounds(): number
  /** False until it works, and where it does not. */
  isOpen(): boolean
  end(): void
}

/** Opens an echo of this process; it keeps no process alive. */
export function openEcho(): Echo {
  const sockets: Socket[] = []
  let own: Socket | undefined
  const byte = Buffer.alloc(1)
  let rounds = 0
  let owed = 0
  let isOpen = false

  function cameBack() {
    owed -= 1
    if (owed === 0) rounds += 1
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
  }

  return {
    send() {
      if (!isOpen || owed > 0) return
      owed = 2
      own?.write(byte)
      randomFill(Buffer.alloc(1), cameBack)
    },
    rounds: () => rounds,
    isOpen: () => isOpen,
    end: close,
  }
}
