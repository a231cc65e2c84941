import type { FolderActionDetail } from '../../../contracts/generated/types.ts'
import type { FileRecord, FolderRecord } from '../../tenant/record-types.ts'
import { childrenOf } from '../folders/folder-tree.ts'
import { iso } from '../iso.ts'
import type { Context } from '../operation.ts'
import { counted } from './agent.ts'

/** The folder that a file belongs into: its first tag, else its kind. */
function categoryOf({ tags: [tag], media_type: type }: FileRecord): string {
  const word = tag ?? `${type}s`
  return word.charAt(0).toUpperCase() + word.slice(1)
}

export interface Sorted {
  readonly actions: FolderActionDetail[]
  readonly foldersCreated: number
  readonly filesMoved: number
  readonly summary: string
}

/** Moves files into folders by category, below a folder or at the top; makes the folders that are missing. */
export const sortFiles = (
  { tenant, platform, nowMs }: Context,
  files: readonly FileRecord[],
  parentId: string | null,
): Promise<Sorted> =>
  tenant.alone(async () => {
    const actions: FolderActionDetail[] = []
    let foldersCreated = 0
    let filesMoved = 0
    for (const [name, members = []] of Object.entries(Object.groupBy(files, categoryOf))) {
      const existing = childrenOf(tenant, parentId).find((child) => child.name.toLowerCase() === name.toLowerCase())
      const folder = existing ?? (await tenant.folders.create(newFolder(platform.uuid(), name, parentId, nowMs)))
      if (!existing) foldersCreated += 1
      for (const { id } of members) {
        await tenant.files.update(id, (draft) => {
          draft.folder_id = folder.id
        })
      }
      filesMoved += members.length
      actions.push({
        action: existing ? 'move_files' : 'create_and_move_files',
        folder_id: folder.id,
        folder_name: folder.name,
        file_count: members.length,
      })
    }
    const summary = `Created ${counted(foldersCreated, 'folder')} and moved ${counted(filesMoved, 'file')}`
    return { actions, foldersCreated, filesMoved, summary }
  })

function newFolder(id: string, name: string, parentId: string | null, nowMs: number): FolderRecord {
  return { id, name, parent_id: parentId, created_at: iso(nowMs), updated_at: iso(nowMs) }
}
