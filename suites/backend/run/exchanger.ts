import { createBodyKeeper } from '../body/keep-body.ts'
import { type Keys, sentKey, usedKey } from '../credentials.ts'
import type { Answer, Exchange } from '../exchange.ts'
import type { Probe } from '../probe.ts'
import { createRedactor, type Redactor } from '../redact.ts'
import { type Sender, SendFailure } from '../send/sender.ts'
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

function masked(answer: Answer, { redact }: Redactor): Answer {
  return {
    ...answer,
    headers: answer.headers.map(([name, value]) => [name, redact(value)]),
    body: redact(answer.body),
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
  const redactors = new Map<string, Redactor>()
  const keepBody = createBodyKeeper()
  const exchanges: Exchange[] = []
  let lastId = 0
  let order = 0

  function record(result: Exchange): Exchange {
    exchanges.push(result)
    onExchange(result)
    return result
  }

  function redactorOf(key: string): Redactor {
    const known = redactors.get(key) ?? createRedactor([key])
    redactors.set(key, known)
    return known
  }

  /** Whether an answer gives back the key that it was sent; an error gives it back with its beginning, too. */
  function echoes({ status, headers, body }: Answer, sentKey: string | undefined): boolean {
    if (sentKey === undefined) return false
    const { has, hasBeginning } = redactorOf(sentKey)
    const text = body + headers.map((line) => line.join(': ')).join('\n')
    return has(text) || (status >= 400 && hasBeginning(text))
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
      const end = ended()
      const kept = await keepBody(answer)
      const echoesCredential = echoes(kept, sentKey(credential, keys))
      const answered = { answer: masked(kept, redactor), failure: null, failureKind: null, echoesCredential }
      return { result: record({ ...facts, ...end, ...answered }) }
    } catch (error) {
      pacer.seen(credential, { headers: [] })
      if (!(error instanceof SendFailure)) throw error
      if (signal.aborted) return {}
      const failure = redactor.redact(error.message)
      const unanswered = { answer: null, failure, failureKind: error.kind, echoesCredential: false }
      const result = record({ ...facts, ...ended(), ...unanswered })
      return { result, failure: error }
    }
  }

  return { exchanges, exchange }
}
