import type { FolderResponse } from '../../../contracts/generated/types.ts'
import type { QueryOf } from '../../../contracts/operations/index.ts'
import { invalid, type Refusal } from '../../core/message.ts'
import type { FolderRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { removeFile } from '../files/remove-file.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'
import {
  childrenOf,
  findFolder,
  folderBody,
  heightOf,
  isNameTaken,
  maxDepth,
  nameTaken,
  noFolder,
  pathTo,
  subtreeOf,
} from './folder-tree.ts'

export const listFolders: Handler<'listFolders'> = ({ tenant }) => ({
  body: { folders: tenant.folders.all().map((folder) => folderBody(tenant, folder)) },
})

const crumbsOf = (tenant: Tenant, folder: FolderRecord) =>
  pathTo(tenant, folder).map(({ id, name }, depth) => ({ id, name, depth }))

export const getFolder: Handler<'getFolder'> = ({ tenant, params, query }) => {
  const folder = findFolder(tenant, params.folder_id)
  if ('error' in folder) return folder
  const total = tenant.fileIndex.inFolder(folder.id)
  return {
    body: {
      folder: folderBody(tenant, folder),
      breadcrumbs: crumbsOf(tenant, folder),
      subfolders: childrenOf(tenant, folder.id).map((child) => folderBody(tenant, child)),
      total_files: total,
      has_more_files: query.offset + query.limit < total,
    },
  }
}

export const getBreadcrumbs: Handler<'getBreadcrumbs'> = ({ tenant, params }) => {
  const folder = findFolder(tenant, params.folder_id)
  return 'error' in folder ? folder : { body: { breadcrumbs: crumbsOf(tenant, folder) } }
}

/** The folder that is to lie above another: null for the top. */
const parentOf = (tenant: Tenant, id: string | null | undefined): FolderRecord | Refusal | null =>
  id == null ? null : findFolder(tenant, id)

export const createFolder: Handler<'createFolder'> = ({ tenant, body, nowMs, platform }) =>
  tenant.alone(async () => {
    const parent = parentOf(tenant, body.parent_id)
    if (parent && 'error' in parent) return parent
    if (parent && pathTo(tenant, parent).length > maxDepth)
      return invalid('parent_id', `Must leave the folder at most ${maxDepth} levels below the top`)
    const parentId = parent?.id ?? null
    if (isNameTaken(tenant, body.name, parentId)) return nameTaken(body.name)
    const now = iso(nowMs)
    const id = platform.uuid()
    const folder = { id, name: body.name, parent_id: parentId, created_at: now, updated_at: now }
    return { body: folderBody(tenant, await tenant.folders.create(folder)) }
  })

async function changed(
  tenant: Tenant,
  id: string,
  nowMs: number,
  change: (draft: FolderRecord) => void,
): Promise<{ readonly body: FolderResponse } | Refusal> {
  const updated = await tenant.folders.update(id, (draft) => {
    change(draft)
    draft.updated_at = iso(nowMs)
  })
  return updated ? { body: folderBody(tenant, updated) } : noFolder(id)
}

export const renameFolder: Handler<'renameFolder'> = ({ tenant, params, body, nowMs }) =>
  tenant.alone(async () => {
    const folder = findFolder(tenant, params.folder_id)
    if ('error' in folder) return folder
    if (isNameTaken(tenant, body.name, folder.parent_id, folder.id)) return nameTaken(body.name)
    return changed(tenant, folder.id, nowMs, (draft) => {
      draft.name = body.name
    })
  })

export const moveFolder: Handler<'moveFolder'> = ({ tenant, params, body, nowMs }) =>
  tenant.alone(async () => {
    const folder = findFolder(tenant, params.folder_id)
    if ('error' in folder) return folder
    const parent = parentOf(tenant, body.new_parent_id)
    if (parent && 'error' in parent) return parent
    const path = parent ? pathTo(tenant, parent) : []
    if (path.some(({ id }) => id === folder.id))
      return invalid('new_parent_id', 'Must not be the folder itself or one below it: that would be circular')
    if (path.length + heightOf(tenant, folder) > maxDepth)
      return invalid('new_parent_id', `Must leave every folder at most ${maxDepth} levels below the top`)
    const parentId = parent?.id ?? null
    if (isNameTaken(tenant, folder.name, parentId, folder.id)) return nameTaken(folder.name)
    return changed(tenant, folder.id, nowMs, (draft) => {
      draft.parent_id = parentId
    })
  })

type DeleteMode = QueryOf<'deleteFolder'>['mode']

export const deleteFolder: Handler<'deleteFolder'> = ({ tenant, params, query }) =>
  tenant.alone(async () => {
    const folder = findFolder(tenant, params.folder_id)
    if ('error' in folder) return folder
    const affected = await deletions[query.mode](tenant, folder)
    if ('error' in affected) return affected
    return { body: { id: folder.id, ...affected, mode: query.mode } }
  })

interface Affected {
  readonly files_affected: number
  readonly subfolders_affected: number
}

const filesIn = (tenant: Tenant, folderIds: readonly string[]): string[] => {
  const wanted = new Set<string | null>(folderIds)
  return tenant.files.all().flatMap(({ id, folder_id: folder }) => (wanted.has(folder) ? [id] : []))
}

const deletions: Record<DeleteMode, (tenant: Tenant, folder: FolderRecord) => Promise<Affected | Refusal>> = {
  async move_to_parent(tenant, folder) {
    const children = childrenOf(tenant, folder.id)
    const clash = children.find(({ name }) => isNameTaken(tenant, name, folder.parent_id, folder.id))
    if (clash) return nameTaken(clash.name)
    const files = filesIn(tenant, [folder.id])
    for (const { id } of children) {
      await tenant.folders.update(id, (draft) => {
        draft.parent_id = folder.parent_id
      })
    }
    for (const id of files) {
      await tenant.files.update(id, (draft) => {
        draft.folder_id = folder.parent_id
      })
    }
    await tenant.folders.delete(folder.id)
    return { files_affected: files.length, subfolders_affected: children.length }
  },
  async delete_all(tenant, folder) {
    const folders = subtreeOf(tenant, folder)
    const files = filesIn(
      tenant,
      folders.map(({ id }) => id),
    )
    for (const id of files) await removeFile(tenant, id)
    for (const { id } of folders.toReversed()) await tenant.folders.delete(id)
    return { files_affected: files.length, subfolders_affected: folders.length - 1 }
  },
}

export const moveFiles: Handler<'moveFiles'> = ({ tenant, body }) =>
  tenant.alone(async () => {
    const folder = parentOf(tenant, body.folder_id)
    if (folder && 'error' in folder) return folder
    let moved = 0
    for (const id of new Set(body.file_ids.map((asked) => asked.toLowerCase()))) {
      const updated = await tenant.files.update(id, (draft) => {
        draft.folder_id = folder?.id ?? null
      })
      if (updated) moved += 1
    }
    return { body: { moved, total_requested: body.file_ids.length } }
  })
