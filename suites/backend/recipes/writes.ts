import type { Recipe } from '../probe.ts'

const uploadDocument = {
  operation: 'streamUpload',
  body: {
    form: { title: 'aion-contract probe', auto_describe: 'false', skip_duplicates: 'false' },
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
        body: { json: { name: 'aion-contract-probe' } },
        capture: { name: 'folder', at: ['id'] },
      },
      {
        id: 'create-folder-again',
        intent: 'duplicate',
        operation: 'createFolder',
        body: { json: { name: 'aion-contract-probe' } },
      },
    ],
    cleanup: [{ id: 'delete-folder', intent: 'success', operation: 'deleteFolder', params: { folder_id: '$folder' } }],
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
        capture: { name: 'document', at: ['image_id'] },
      },
      { id: 'upload-document-again', intent: 'duplicate', ...uploadDocument },
      {
        id: 'delete-document',
        // 409 while it is processed, then 204.
        intent: 'success',
        operation: 'deleteDocument',
        params: { document_id: '$document' },
        repeat: { most: 15, until: 204, pauseMs: 500 },
      },
    ],
    cleanup: [
      { id: 'delete-document-at-last', intent: 'success', operation: 'deleteFile', params: { image_id: '$document' } },
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
          form: { title: 'aion-contract probe', auto_describe: 'false' },
          file: {
            name: 'aion-contract-probe.png',
            contentType: 'image/png',
            lines: ['These bytes are no image.', '$nonce'],
          },
        },
        capture: { name: 'file', at: ['image_id'] },
      },
    ],
    cleanup: [
      { id: 'delete-unreadable-image', intent: 'success', operation: 'deleteFile', params: { image_id: '$file' } },
    ],
  },
] as const satisfies readonly Recipe[]
