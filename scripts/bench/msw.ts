import { HttpResponse, http, type RequestHandler } from 'msw'
import { setupServer } from 'msw/node'
import { createHandlers } from '../../mocks/msw.ts'
import { median } from './median.ts'
import { authorization } from './server.ts'

const rounds = 21
const callsPerRound = 100
const atMost = 1.1

/** Near the end of the list of operations: MSW asks all handlers before it. */
const path = '/api/v2/cloud-storage/connections'
const url = `https://api.aionvision.tech${path}`

const call = async () => {
  const response = await fetch(url, { headers: authorization })
  return { headers: [...response.headers], text: await response.text() }
}

/** CPU time of one call through MSW with these handlers, in milliseconds. */
async function callMs(handlers: readonly RequestHandler[]): Promise<number> {
  const server = setupServer(...handlers)
  server.listen()
  for (let i = 0; i < 10; i++) await call() // warm by then
  const before = process.cpuUsage()
  for (let i = 0; i < callsPerRound; i++) await call()
  const { user, system } = process.cpuUsage(before)
  server.close()
  return (user + system) / 1_000 / callsPerRound
}

/** Prints what a fetch through MSW costs with our handlers beside one stock handler that gives the same answer. */
export async function benchMsw(): Promise<object> {
  const ours = createHandlers({ rateLimit: false })
  const server = setupServer(...ours)
  server.listen()
  const { headers, text } = await call()
  server.close()
  const stock = [http.get(`*${path}`, () => new HttpResponse(text, { headers }))]
  const [stockMs, oursMs, ratios]: number[][] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    const pair =
      round % 2 === 0 ? [await callMs(stock), await callMs(ours)] : [await callMs(ours), await callMs(stock)].reverse()
    const [one = Number.NaN, all = Number.NaN] = pair
    stockMs?.push(one)
    oursMs?.push(all)
    ratios?.push(all / one)
  }
  const ratio = median(ratios ?? [])
  console.log(
    `fetch through MSW: ${median(stockMs ?? []).toFixed(2)} ms of CPU time with one stock handler, ${median(oursMs ?? []).toFixed(2)} ms with our ${ours.length}, ratio ${ratio.toFixed(2)} (wanted ${atMost} at the most) ${ratio <= atMost ? 'ok' : 'MISSED'}`,
  )
  return { name: 'fetch through MSW', ratio }
}

if (import.meta.main) await benchMsw()
