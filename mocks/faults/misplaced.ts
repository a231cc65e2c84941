import { isStream, type OperationId } from '../../contracts/operations/index.ts'
import type { Problem } from '../../contracts/read-input.ts'
import { afterBytesOf, type Fault, isInStream } from './fault.ts'

/** Which field of a fault makes no sense for a request of this kind; undefined where all of them do. */
export function misplacedField(fault: Fault, operation: OperationId | null, hasBody: boolean): Problem | undefined {
  if (isInStream(fault) && !(operation !== null && isStream(operation)))
    return { field: 'when', issue: 'streaming is for what answers with a stream, such as streamMessage' }
  if (afterBytesOf(fault) !== undefined && !hasBody)
    return { field: 'afterBytes', issue: 'Is for requests with a body, in the middle of which the fault comes' }
  return undefined
}
