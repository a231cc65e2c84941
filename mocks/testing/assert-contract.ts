import { type OperationId, operationRow } from '../../contracts/operations/index.ts'
import { isResponseSchemaName, validateResponse } from '../../contracts/response-validation.ts'
import type { Reply } from '../core/message.ts'
import { jsonType } from '../core/reply.ts'

/** Throws when an operation's success is not what the contract says: status, media type and body. */
export function assertContract(operation: OperationId, { status, headers, body }: Reply): void {
  const { success, response, produces, isPartial } = operationRow(operation)
  const problems: string[] = []
  const isKnown = status === success || (isPartial && (status === 206 || status === 304))
  if (!isKnown) problems.push(`status ${status}, expected ${success}`)
  if (produces !== undefined && !headers.some((value) => value.startsWith(produces.replace('*', ''))))
    problems.push(`no Content-Type ${produces}`)
  if (response === undefined) {
    if (typeof body === 'string' && headers.includes(jsonType)) problems.push('a JSON body, expected none')
  } else if (!isResponseSchemaName(response)) problems.push(`no validator for ${response}`)
  else {
    const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : body
    if (typeof text !== 'string') problems.push('no JSON body')
    else
      for (const { field, issue } of validateResponse(response, JSON.parse(text))) problems.push(`${field}: ${issue}`)
  }
  if (problems.length > 0) throw new Error(`${operation} breaks its contract: ${problems.join('; ')}`)
}
