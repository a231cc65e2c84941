import { isStream, type OperationId } from '../../contracts/operations/index.ts'
import type { Problem } from '../../contracts/read-input.ts'
import { afterBytesOf, type Fault, isInStream } from './fault.ts'
import { needsHttp2, onlyOverHttp2 } from './needs-http2.ts'

/** What of a request decides which faults make sense for it. */
export interface FaultPlace {
  readonly operation: OperationId | undefined
  readonly hasBody: boolean
  /** Whether its answer can carry a fault of HTTP/2 streams: it does over HTTP/2, and in process as the nearest thing. */
  readonly takesHttp2: boolean
}

/** Which field of a fault makes no sense for a request of this kind; undefined where all of them do. */
export function misplacedField(fault: Fault, { operation, hasBody, takesHttp2 }: FaultPlace): Problem | undefined {
  if (needsHttp2(fault) && !takesHttp2) return { field: 'transport', issue: onlyOverHttp2 }
  if (isInStream(fault) && !(operation !== undefined && isStream(operation)))
    return { field: 'when', issue: 'streaming is for what answers with a stream, such as streamMessage' }
  if (afterBytesOf(fault) !== undefined && !hasBody)
    return { field: 'afterBytes', issue: 'Is for requests with a body, in the middle of which the fault comes' }
  return undefined
}
