import type { FileRecord, MediaType } from './record-types.ts'
import type { RecordEvents } from './records.ts'

/** What is asked of the files again and again, kept beside them so that no question scans them all. */
export interface FileIndex extends RecordEvents<FileRecord> {
  /** The id of a stored file with these bytes. */
  withHash(hash: string): string | undefined
  count(type: MediaType): number
  inFolder(folderId: string): number
  /** All files by the age of their content, oldest first. The array is the index's own: read it, do not keep it. */
  byContent(): readonly FileRecord[]
}

const precedes = (a: FileRecord, b: FileRecord) =>
  a.content_created_at === b.content_created_at ? a.id < b.id : a.content_created_at < b.content_created_at

/** Where a file stands, or would stand, in a list ordered by content and id (binary search). */
function placeOf(files: readonly FileRecord[], file: FileRecord): number {
  let low = 0
  let high = files.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = files[middle]
    if (other && precedes(other, file)) low = middle + 1
    else high = middle
  }
  return low
}

export function createFileIndex(): FileIndex {
  // One id for each hash: no two files with the same bytes are stored.
  const byHash = new Map<string, string>()
  const byType = new Map<MediaType, number>()
  const byFolder = new Map<string, number>()
  let content: FileRecord[] = []
  const add = <K>(counts: Map<K, number>, key: K, change: 1 | -1) => counts.set(key, (counts.get(key) ?? 0) + change)

  function count({ media_type: type, folder_id: folder }: FileRecord, change: 1 | -1) {
    add(byType, type, change)
    if (folder !== null) add(byFolder, folder, change)
  }

  return {
    created(file) {
      content.splice(placeOf(content, file), 0, file)
      count(file, 1)
      if (file.hash !== '') byHash.set(file.hash, file.id)
    },
    updated(previous, next) {
      count(previous, -1)
      count(next, 1)
      content[content.indexOf(previous, placeOf(content, previous))] = next
    },
    deleted(file) {
      count(file, -1)
      content.splice(content.indexOf(file, placeOf(content, file)), 1)
      if (byHash.get(file.hash) === file.id) byHash.delete(file.hash)
    },
    cleared() {
      byHash.clear()
      byType.clear()
      byFolder.clear()
      content = []
    },
    withHash: (hash) => byHash.get(hash),
    count: (type) => byType.get(type) ?? 0,
    inFolder: (folderId) => byFolder.get(folderId) ?? 0,
    byContent: () => content,
  }
}
