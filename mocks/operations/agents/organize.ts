import { invalid } from '../../core/message.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { findFolder, maxDepth, pathTo } from '../folders/folder-tree.ts'
import type { Call, Handler } from '../operation.ts'
import { agentFigures, beginAgent } from './agent.ts'
import { sortFiles } from './sort-files.ts'

export const organizeFiles: Handler<'organizeFiles'> = async (call) => {
  const { tenant, body, time } = call
  const startMs = time.monotonic()
  const parent = body.parent_folder_id == null ? null : findFolder(tenant, body.parent_folder_id)
  if (parent && 'error' in parent) return parent
  if (parent && pathTo(tenant, parent).length > maxDepth)
    return invalid('parent_folder_id', `Must leave new folders at most ${maxDepth} levels below the top`)
  const refusal = await beginAgent(call)
  if (refusal) return refusal
  const { actions, foldersCreated, filesMoved, summary } = await sortFiles(call, filesFor(call), parent?.id ?? null)
  return {
    body: {
      success: true,
      summary,
      actions,
      folders_created: foldersCreated,
      files_moved: filesMoved,
      ...agentFigures(call, startMs, { asked: body.intent, answered: summary }),
    },
  }
}

/** The files that were named; when none were, those that lie in no folder. */
function filesFor({ tenant, body }: Call<'organizeFiles'>): FileRecord[] {
  const named = [body.image_ids, body.document_ids, body.video_ids]
  if (named.every((ids) => ids == null)) return tenant.files.all().filter((file) => file.folder_id === null)
  const ids = new Set(named.flatMap((list) => list ?? []).map((id) => id.toLowerCase()))
  return [...ids].map((id) => tenant.files.get(id)).filter((file) => file !== undefined)
}
