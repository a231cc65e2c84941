import { searchImages } from './agents/search-images.ts'
import { deleteDocument, getDocument } from './documents/documents.ts'
import { deleteFile, deleteFiles, getFile, updateFile } from './files/files.ts'
import { listFiles } from './files/list-files.ts'
import { createFolder, listFolders } from './folders/folders.ts'
import type { Handlers } from './operation.ts'
import { streamUpload } from './uploads/stream-upload.ts'
import { checkUsage, getTenantLimits } from './usage/usage.ts'

export const handlers: Partial<Handlers> = {
  streamUpload,
  listFiles,
  getFile,
  updateFile,
  deleteFile,
  deleteFiles,
  listFolders,
  createFolder,
  getDocument,
  deleteDocument,
  searchImages,
  checkUsage,
  getTenantLimits,
}
