import { isEnvelope } from '../../contracts/envelope.ts'
import { type Answer, parseBody } from './exchange.ts'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How an envelope is hidden inside another value, in words; undefined where none is. */
export function wrappedEnvelope(answer: Answer): string | undefined {
  const body = parseBody(answer)
  if (typeof body === 'string' && isEnvelope(parseText(body)))
    return 'the envelope encoded twice: a text that holds JSON'
  if (Array.isArray(body) && body.some(isEnvelope)) return 'the envelope inside a list'
  if (!isRecord(body)) return undefined
  const [field] = Object.entries(body).find(([, value]) => isEnvelope(value)) ?? []
  if (field !== undefined) return `the envelope inside the field ${JSON.stringify(field.slice(0, 40))}`
  const [encoded] =
    Object.entries(body).find(([, value]) => typeof value === 'string' && isEnvelope(parseText(value))) ?? []
  return encoded === undefined
    ? undefined
    : `the envelope as a text inside the field ${JSON.stringify(encoded.slice(0, 40))}`
}
