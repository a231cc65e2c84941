import type { Exchange } from '../exchange.ts'

/** The latest exchanges, as many as fit. */
export interface ExchangeRing {
  readonly exchanges: readonly Exchange[]
  add(exchange: Exchange): void
}

/** What an exchange takes beside its texts, about. */
const ownLetters = 1_000

function weigh({ request, answer }: Exchange): number {
  const headers = [...request.headers, ...(answer?.headers ?? [])]
  const lines = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  return ownLetters + request.url.length + (request.body?.length ?? 0) + (answer?.body.length ?? 0) + lines
}

/** Makes a ring that forgets the oldest exchanges, so that a proxy may stand for days. */
export function createExchangeRing(mostLetters = 10_000_000): ExchangeRing {
  const exchanges: Exchange[] = []
  let letters = 0
  return {
    exchanges,
    add(exchange) {
      exchanges.push(exchange)
      letters += weigh(exchange)
      for (; letters > mostLetters && exchanges.length > 1; exchanges.shift())
        if (exchanges[0]) letters -= weigh(exchanges[0])
    },
  }
}
