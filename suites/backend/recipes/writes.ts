import type { Recipe } from '../probe.ts'

const uploadDocument = {
  operation: 'streamUpload',
  body: {
    form: { title: '$label', auto_describe: 'false', skip_duplicates: 'false' },
    file: {
      name: 'aion-contract-probe.txt',
      contentType: 'text/plain',
      lines: ['Written by aion-contract to see how uploads are answered.', '$nonce'],
    },
  },
} as const

/** What only a write brings about. Each recipe removes what it has made. */
export const writeRecipes = [
  {
    id: 'folder-twice',
    aims: ['created', 'conflict'],
    needs: ['writes'],
    cost: 'creates a folder, tries to create it again, deletes it',
    probes: [
      {
        id: 'create-folder',
        intent: 'success',
        operation: 'createFolder',
        body: { json: { name: '$label' } },
        capture: { folder: ['id'] },
      },
      {
        id: 'create-folder-again',
        intent: 'duplicate',
        operation: 'createFolder',
        body: { json: { name: '$label' } },
        // A target that takes the duplicate has two to remove.
        capture: { duplicate: ['id'] },
      },
    ],
    cleanup: [
      { id: 'delete-folder', intent: 'cleanup', operation: 'deleteFolder', params: { folder_id: '$folder' } },
      {
        id: 'delete-folder-duplicate',
        intent: 'cleanup',
        operation: 'deleteFolder',
        params: { folder_id: '$duplicate' },
      },
    ],
  },
  {
    id: 'document-life',
    aims: ['ok', 'conflict', 'no-content'],
    needs: ['writes'],
    cost: 'uploads a text of 100 bytes, tries to upload it again, deletes it once it is processed',
    probes: [
      {
        id: 'upload-document',
        intent: 'success',
        ...uploadDocument,
        capture: { document: ['image_id'] },
      },
      { id: 'upload-document-again', intent: 'duplicate', ...uploadDocument, capture: { duplicate: ['image_id'] } },
      {
        id: 'delete-document',
        // 409 while it is processed, then 204.
        intent: 'success',
        operation: 'deleteDocument',
        params: { document_id: '$document' },
        repeat: { most: 15, until: 204, onlyAfter: 409, pauseMs: 500 },
      },
    ],
    cleanup: [
      { id: 'delete-document-at-last', intent: 'cleanup', operation: 'deleteFile', params: { image_id: '$document' } },
      {
        id: 'delete-document-duplicate',
        intent: 'cleanup',
        operation: 'deleteFile',
        params: { image_id: '$duplicate' },
      },
    ],
  },
  {
    id: 'unreadable-image',
    aims: ['IMAGE_PROCESSING_ERROR'],
    needs: ['writes'],
    cost: 'uploads 100 bytes that are no image, deletes the file if it is taken all the same',
    probes: [
      {
        id: 'upload-unreadable-image',
        intent: 'unreadable-image',
        operation: 'streamUpload',
        body: {
          form: { title: '$label', auto_describe: 'false' },
          file: {
            name: 'aion-contract-probe.png',
            contentType: 'image/png',
            lines: ['These bytes are no image.', '$nonce'],
          },
        },
        capture: { file: ['image_id'] },
      },
    ],
    cleanup: [
      { id: 'delete-unreadable-image', intent: 'cleanup', operation: 'deleteFile', params: { image_id: '$file' } },
    ],
  },
  {
    id: 'chunk-never-uploaded',
    aims: ['CHUNK_UPLOAD_ERROR', 'created'],
    needs: ['writes'],
    cost: 'announces a video of 2 MB, confirms a chunk that it never sends, gives the upload up',
    probes: [
      {
        id: 'announce-video',
        intent: 'success',
        operation: 'initiateVideoUpload',
        body: { json: { filename: 'aion-contract-probe.mp4', content_type: 'video/mp4', size_bytes: 2_097_152 } },
        capture: { media: ['media_id'], upload: ['upload_id'] },
      },
      {
        id: 'confirm-missing-chunk',
        intent: 'missing-chunk',
        operation: 'confirmVideoChunk',
        body: {
          json: { media_id: '$media', upload_id: '$upload', chunk_number: 1, etag: '"none"', size_bytes: 2_097_152 },
        },
      },
    ],
    cleanup: [
      {
        id: 'give-video-up',
        intent: 'cleanup',
        operation: 'abortVideoUpload',
        body: { json: { media_id: '$media', upload_id: '$upload' } },
      },
    ],
  },
] as const satisfies readonly Recipe[]
