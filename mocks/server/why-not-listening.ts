/** Says why a server could not listen, and what to do about it. */
export function whyNotListening({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `port ${port} on ${host} is in use; choose another (--port N), or port 0 for a free one`
  if (code === 'EACCES') return `port ${port} may not be used without privileges; choose one above 1023`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is not an address of this machine; choose another`
  return `the mock server could not start: ${message}`
}
