import { type ClientRequest, request } from 'node:http'

/**
 * Readers of a journal's stream, which throw away what they read, in a process of their own: forked with a port and their number.
 * They come with the message `true`, go with `false`, and say so.
 */
const [port, count] = process.argv.slice(2).map(Number)
let readers: ClientRequest[] = []

const read = () =>
  new Promise<ClientRequest>((resolve, reject) => {
    const reader = request({ port, host: '127.0.0.1', path: '/__mock/journal/stream' }, (response) => {
      response.once('data', () => resolve(reader)).resume()
      response.on('error', () => undefined) // it is cut off when the reader goes
    })
    reader.on('error', (error) => (reader.destroyed ? undefined : reject(error))).end()
  })

process.on('message', async (wanted) => {
  for (const reader of readers) reader.destroy()
  readers = wanted === true ? await Promise.all(Array.from({ length: count ?? 1 }, read)) : []
  process.send?.(readers.length)
})
