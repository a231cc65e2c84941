import { type RequestSchemaName, validateRequest } from '../../../contracts/validation.ts'
import { first, invalid, type Refusal, refuse } from '../../core/message.ts'
import type { Context } from '../operation.ts'
import { createFormReader, type Form, type FormRules, tooLarge } from './form-reader.ts'
import { refuseTarget } from './refuse-target.ts'
import { openStream } from './stream-meter.ts'

/** What a form may need beside its files. */
const formBytes = 1_048_576

/**
 * Reads a multipart body as it comes; no more of it is held than one chunk and what the sinks keep.
 * On a refusal nothing is kept.
 */
export async function receiveForm(call: Context, rules: FormRules): Promise<Form | Refusal> {
  const { request, tenant } = call
  const contentType = first(request.headers['content-type']) ?? ''
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    const got = contentType === '' ? 'none was sent' : `got ${contentType}`
    return refuse('HTTP_415', { message: `Content-Type must be multipart/form-data with a boundary; ${got}` })
  }
  if (!request.body) return invalid('body', 'Is required: a form with a file', 400)
  const declared = request.body.declaredBytes
  if (rules.refusesLarge && declared !== undefined && declared > rules.maxFileBytes + formBytes) {
    return tooLarge(rules.maxFileBytes)
  }
  const meter = openStream(tenant, declared)
  if ('error' in meter) return refuseUnread(call, meter)
  const reader = createFormReader(call, contentType, rules, meter)
  let isTaken = false
  try {
    for await (const chunk of request.body.chunks()) {
      const refusal = await reader.write(chunk)
      // Nobody reads the rest, so the connection cannot go on.
      if (refusal) return { ...refusal, close: true }
    }
    const form = await reader.end()
    isTaken = !('error' in form)
    return form
  } finally {
    meter.close()
    if (!isTaken) reader.abort()
  }
}

/** What is wrong with the text fields of a form; then its files are not kept. Otherwise they are converted, defaults filled in. */
export function refuseFields(call: Context, schema: RequestSchemaName, { fields, files }: Form): Refusal | undefined {
  const refusal = call.tolerate('unknown-field', schema, fields) ?? fieldIssue(call, schema, fields)
  if (refusal) for (const { received } of files) received?.bytes?.delete()
  return refusal
}

function fieldIssue({ tenant }: Context, schema: RequestSchemaName, fields: Form['fields']): Refusal | undefined {
  const problem = validateRequest(schema, fields)
  return problem ? invalid(problem.field, problem.issue) : refuseTarget(tenant, fields.storage_target)
}

/** A refusal before a form was read: the connection is closed when the form is too long to be read for nothing. */
export function refuseUnread({ request }: Context, refusal: Refusal): Refusal {
  const { declaredBytes = Number.POSITIVE_INFINITY } = request.body ?? { declaredBytes: 0 }
  return declaredBytes > formBytes ? { ...refusal, close: true } : refusal
}
