import type { FileRecord, MediaType } from './record-types.ts'
import type { RecordEvents } from './records.ts'

/** What is asked of the files again and again, kept beside them so that no question scans them all. */
export interface FileIndex extends RecordEvents<FileRecord> {
  /** The id of a stored file with these bytes. */
  withHash(hash: string): string | undefined
  count(type: MediaType): number
  inFolder(folderId: string): number
}

export function createFileIndex(): FileIndex {
  // One id for each hash: no two files with the same bytes are stored.
  const byHash = new Map<string, string>()
  const byType = new Map<MediaType, number>()
  const byFolder = new Map<string, number>()
  const add = <K>(counts: Map<K, number>, key: K, change: 1 | -1) => counts.set(key, (counts.get(key) ?? 0) + change)

  function count({ media_type: type, folder_id: folder }: FileRecord, change: 1 | -1) {
    add(byType, type, change)
    if (folder !== null) add(byFolder, folder, change)
  }

  return {
    created(file) {
      count(file, 1)
      if (file.hash !== '') byHash.set(file.hash, file.id)
    },
    updated(previous, next) {
      count(previous, -1)
      count(next, 1)
    },
    deleted(file) {
      count(file, -1)
      if (byHash.get(file.hash) === file.id) byHash.delete(file.hash)
    },
    cleared() {
      byHash.clear()
      byType.clear()
      byFolder.clear()
    },
    withHash: (hash) => byHash.get(hash),
    count: (type) => byType.get(type) ?? 0,
    inFolder: (folderId) => byFolder.get(folderId) ?? 0,
  }
}
