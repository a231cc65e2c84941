// What a client may take of a server's time and memory, whatever it speaks.

/** Longest head of a request: beyond it the answer is 431. */
export const maxHeaderBytes = 32_768

/** How long a connection may be silent before its first byte, and may then take to agree on keys and on a protocol. */
export const handshakeMs = 30_000

/** How long a request may take to arrive. */
export const requestTimeoutMs = 300_000

/** How long a connection may be idle. */
export const keepAliveMs = 60_000
