import { refuse } from '../../core/message.ts'
import { findFile } from '../files/find-file.ts'
import type { Handler } from '../operation.ts'
import { exportReply } from './export-reply.ts'
import { objectBytes } from './object-bytes.ts'
import { partialReply } from './serve-bytes.ts'

/** Serves what a URL of an earlier answer leads to: a file, or an export. */
export const getStoredObject: Handler<'getStoredObject'> = async (call) => {
  const exported = exportReply(call, call.params.object_id)
  if (exported) return exported
  const file = findFile(call.tenant, call.params.object_id)
  if ('error' in file) return file
  if (file.media_type === 'link') return refuse('HTTP_404', { message: 'A link has no bytes' })
  return partialReply(call, await objectBytes(call, file, call.query.variant))
}
