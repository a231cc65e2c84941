import { clip } from '../report/clip.ts'
import { envelopeFields, hasEnvelopeForm } from './error-answer.ts'
import { isAnswered } from './exchange.ts'
import type { Run } from './run.ts'

/** Operations and the codes seen on them; a success stands as its status. */
export interface OperationTable {
  readonly operations: readonly string[]
  readonly codes: readonly string[]
  has(operation: string, code: string): boolean
}

/** A target may write anything in the place of a code. */
const longestCode = 60

/** Which error was seen on which operation. */
export function operationTable(run: Run): OperationTable {
  const seen = new Map<string, Set<string>>()
  for (const exchange of run.exchanges.filter(isAnswered)) {
    const { code } = hasEnvelopeForm(exchange) ? envelopeFields(exchange) : { code: undefined }
    const operation = exchange.operation ?? 'no operation'
    const codes = seen.get(operation) ?? new Set()
    seen.set(operation, codes.add(typeof code === 'string' ? clip(code, longestCode) : String(exchange.answer.status)))
  }
  return {
    operations: [...seen.keys()].toSorted(),
    codes: [...new Set([...seen.values()].flatMap((codes) => [...codes]))].toSorted(),
    has: (operation, code) => seen.get(operation)?.has(code) === true,
  }
}
