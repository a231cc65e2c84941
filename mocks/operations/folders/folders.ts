import { invalid } from '../../message.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'
import { findFolder, folderBody, isNameTaken, maxDepth, nameTaken, pathTo } from './folder-tree.ts'

export const listFolders: Handler<'listFolders'> = ({ tenant }) => ({
  body: { folders: tenant.folders.all().map((folder) => folderBody(tenant, folder)) },
})

export const createFolder: Handler<'createFolder'> = ({ tenant, body, nowMs, platform }) =>
  tenant.alone(async () => {
    const parent = body.parent_id == null ? null : findFolder(tenant, body.parent_id)
    if (parent && 'error' in parent) return parent
    if (parent && pathTo(tenant, parent).length >= maxDepth)
      return invalid('parent_id', `Must leave the folder at most ${maxDepth} levels deep`)
    const parentId = parent?.id ?? null
    if (isNameTaken(tenant, body.name, parentId)) return nameTaken(body.name)
    const now = iso(nowMs)
    const id = platform.uuid()
    const folder = { id, name: body.name, parent_id: parentId, created_at: now, updated_at: now }
    return { body: folderBody(tenant, await tenant.folders.create(folder)) }
  })
