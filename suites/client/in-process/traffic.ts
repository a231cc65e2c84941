import type { Scenario } from '../scenario.ts'

export interface TrafficOptions<C> {
  readonly calls: number
  /** Gives a client. Calls that share one ask once. */
  readonly client: () => C
  /** Makes one logical call, at the server of this number; each call has a number of its own, from 0, but for workers. */
  readonly makeCall: (client: C, server: number, index: number) => Promise<void>
  /** Between two calls of one client: pools need a moment before they give a connection out again. */
  readonly pause: () => Promise<void>
  readonly isCancelled: () => boolean
}

async function callInTurn<C>({ calls, client, makeCall, pause, isCancelled }: TrafficOptions<C>): Promise<void> {
  const own = client()
  for (let index = 0; index < calls && !isCancelled(); index += 1) {
    await makeCall(own, 0, index)
    if (index < calls - 1) await pause()
  }
}

async function work<C>(own: C, index: number, { makeCall, pause, isCancelled }: TrafficOptions<C>): Promise<void> {
  while (!isCancelled()) {
    await makeCall(own, 0, index)
    await pause()
  }
}

/** Begins a scenario's calls: a promise for each strand of them. */
export function beginTraffic<C>(
  traffic: NonNullable<Scenario['traffic']>,
  options: TrafficOptions<C>,
): readonly Promise<void>[] {
  const { calls, client, makeCall } = options
  if (traffic === 'in-turn') return [callInTurn(options)]
  if (traffic === 'apart') return Array.from({ length: calls }, (_, index) => makeCall(client(), index, index))
  const shared = client()
  return Array.from({ length: calls }, (_, index) => work(shared, index, options))
}
