import type { FolderResponse } from '../../../contracts/generated/types.ts'
import { type Refusal, refuse } from '../../core/message.ts'
import type { FolderRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'

/** Folders lie at most so deep: the root's own are at depth 0. */
export const maxDepth = 10

export const noFolder = (id: string): Refusal => refuse('HTTP_404', { message: `No folder has the id ${id}` })

/** The folder with an id, or the refusal that says there is none. */
export function findFolder({ folders }: Tenant, id: string): FolderRecord | Refusal {
  return folders.get(id.toLowerCase()) ?? noFolder(id)
}

/** The folders from the root down to this one, itself included. */
export function pathTo({ folders }: Tenant, folder: FolderRecord): FolderRecord[] {
  const path: FolderRecord[] = []
  for (let next: FolderRecord | undefined = folder; next; ) {
    path.unshift(next)
    next = next.parent_id === null ? undefined : folders.get(next.parent_id)
  }
  return path
}

export const childrenOf = ({ folders }: Tenant, parentId: string | null): FolderRecord[] =>
  folders.all().filter((folder) => folder.parent_id === parentId)

/** A folder with everything below it, parents before children. */
export function subtreeOf(tenant: Tenant, folder: FolderRecord): FolderRecord[] {
  const subtree = [folder]
  for (const next of subtree) subtree.push(...childrenOf(tenant, next.id))
  return subtree
}

/** How many levels lie below a folder. */
export function heightOf(tenant: Tenant, folder: FolderRecord): number {
  const base = pathTo(tenant, folder).length
  return Math.max(...subtreeOf(tenant, folder).map((below) => pathTo(tenant, below).length - base))
}

/** Whether another folder at this level has the name already, letters of either case being the same. */
export function isNameTaken(tenant: Tenant, name: string, parentId: string | null, except?: string): boolean {
  const wanted = name.toLowerCase()
  return childrenOf(tenant, parentId).some((folder) => folder.id !== except && folder.name.toLowerCase() === wanted)
}

export const nameTaken = (name: string): Refusal =>
  refuse('HTTP_409', { message: `A folder named "${name}" exists already at this level` })

/** A folder as the API shows it. */
export function folderBody(tenant: Tenant, folder: FolderRecord): FolderResponse {
  return {
    id: folder.id,
    name: folder.name,
    parent_id: folder.parent_id,
    depth: pathTo(tenant, folder).length - 1,
    file_count: tenant.fileIndex.inFolder(folder.id),
    subfolder_count: childrenOf(tenant, folder.id).length,
    created_at: folder.created_at,
    updated_at: folder.updated_at,
  }
}
