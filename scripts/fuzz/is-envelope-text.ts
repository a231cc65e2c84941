import { isEnvelope } from '../../contracts/envelope.ts'

/** Whether a body is the documented error. */
export function isEnvelopeText(text: string): boolean {
  try {
    return isEnvelope(JSON.parse(text))
  } catch {
    return false
  }
}
