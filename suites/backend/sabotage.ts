import { type Answer, type Answered, type HeaderLine, isAnswered, parseBody } from './exchange.ts'
import type { Run } from './run.ts'

/** Damages the first answer that is chosen; throws when there is none, because then the sabotage would prove nothing. */
export function damageFirst(
  run: Run,
  chosen: (exchange: Answered) => boolean,
  damage: (answer: Answer) => Answer,
): Run {
  const victim = run.exchanges.filter(isAnswered).find(chosen)
  if (!victim) throw new Error('The sabotage found no answer to damage: the run shows too little')
  return replaceExchange(run, { ...victim, answer: damage(victim.answer) })
}

/** Damages every answer that is chosen. */
export function damageAll(run: Run, chosen: (exchange: Answered) => boolean, damage: (answer: Answer) => Answer): Run {
  return run.exchanges
    .filter(isAnswered)
    .filter(chosen)
    .reduce((damaged, exchange) => replaceExchange(damaged, { ...exchange, answer: damage(exchange.answer) }), run)
}

export function replaceExchange(run: Run, exchange: Answered): Run {
  return { ...run, exchanges: run.exchanges.map((other) => (other.id === exchange.id ? exchange : other)) }
}

/** The answer with another JSON body. */
export function withBody(answer: Answer, change: (body: Record<string, unknown>) => unknown): Answer {
  const body = parseBody(answer)
  const text = JSON.stringify(change(typeof body === 'object' && body !== null ? { ...body } : {}))
  return { ...answer, body: text, bodyBytes: Buffer.byteLength(text) }
}

/** The answer with other fields in `error`. */
export function withError(answer: Answer, fields: Readonly<Record<string, unknown>>): Answer {
  return withBody(answer, (body) => ({ ...body, error: { ...(body.error as object), ...fields } })) // sabotage works on conforming envelopes
}

export function withoutHeader(answer: Answer, name: string): Answer {
  return { ...answer, headers: answer.headers.filter(([key]) => key.toLowerCase() !== name.toLowerCase()) }
}

/** The answer with a header replaced by these lines. */
export function withHeader(answer: Answer, name: string, ...values: readonly string[]): Answer {
  const lines = values.map((value): HeaderLine => [name, value])
  return { ...answer, headers: [...withoutHeader(answer, name).headers, ...lines] }
}
