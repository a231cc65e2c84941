import { type Keys, usedKey } from '../credentials.ts'
import { type Answer, type Exchange, plainBytes } from '../exchange.ts'
import type { Probe } from '../probe.ts'
import { createRedactor, type Redactor } from '../redact.ts'
import { type Sender, SendFailure, type WireAnswer } from '../send/sender.ts'
import type { Clock } from './clock.ts'
import { compose, type Names } from './compose.ts'
import type { Pacer } from './pacer.ts'

/** What came of sending: a recorded exchange (with the failure when no answer came), or nothing when it was aborted. */
export interface Sent {
  readonly result?: Exchange
  readonly failure?: SendFailure
}

/** Sends probes and records what came, without a letter of any key. */
export interface Exchanger {
  readonly exchanges: readonly Exchange[]
  exchange(probe: Probe, names: Names, signal: AbortSignal): Promise<Sent>
}

function keep(wire: WireAnswer, { redact }: Redactor): Answer {
  return {
    status: wire.status,
    headers: wire.headers.map(([name, value]) => [name, redact(value)]),
    body: redact(new TextDecoder().decode(wire.body)),
    bodyBytes: wire.bodyBytes,
    isCut: wire.bodyBytes > wire.body.length,
    bytes: wire.bytes ?? plainBytes,
    isBodyKnown: true,
    hasBytesBeyondEnd: wire.hasBytesBeyondEnd,
  }
}

export function createExchanger({
  sender,
  keys,
  clock,
  pacer,
  onExchange,
}: {
  sender: Sender
  keys: Keys
  clock: Clock
  pacer: Pacer
  onExchange: (exchange: Exchange) => void
}): Exchanger {
  const redactor = createRedactor(Object.values(keys))
  const exchanges: Exchange[] = []
  let lastId = 0
  let order = 0

  function record(result: Exchange): Exchange {
    exchanges.push(result)
    onExchange(result)
    return result
  }

  async function exchange(probe: Probe, names: Names, signal: AbortSignal): Promise<Sent> {
    const { wire, shown } = compose(probe, names, keys, sender.baseUrl)
    const credential = usedKey(probe.credential ?? 'main', keys)
    const from = clock.monotonic()
    const facts = {
      id: ++lastId,
      probe: probe.id,
      intent: probe.intent,
      operation: probe.operation,
      credential,
      brokenField: probe.brokenField ?? null,
      isInjected: probe.intent === 'injected',
      request: shown,
      sentMs: clock.now(),
      sentOrder: ++order,
    }
    const ended = () => ({ answeredOrder: ++order, elapsedMs: clock.monotonic() - from })
    try {
      const answer = await sender.send(wire, signal)
      // An injected limit says nothing about the real window.
      pacer.seen(credential, facts.isInjected ? { headers: [] } : answer)
      const raw = new TextDecoder().decode(answer.body) + JSON.stringify(answer.headers)
      const kept = {
        answer: keep(answer, redactor),
        failure: null,
        failureKind: null,
        echoesCredential: redactor.has(raw),
      }
      return { result: record({ ...facts, ...ended(), ...kept }) }
    } catch (error) {
      pacer.seen(credential, { headers: [] })
      if (!(error instanceof SendFailure)) throw error
      if (signal.aborted) return {}
      const failure = redactor.redact(error.message)
      const result = record({
        ...facts,
        ...ended(),
        answer: null,
        failure,
        failureKind: error.kind,
        echoesCredential: false,
      })
      return { result, failure: error }
    }
  }

  return { exchanges, exchange }
}
