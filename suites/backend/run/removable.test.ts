import { expect, test } from 'vitest'
import type { Probe } from '../probe.ts'
import { removableBy } from './removable.ts'

const removal = (fields: Partial<Probe>): Probe => ({ id: 'remove', intent: 'cleanup', operation: null, ...fields })

test('a folder is looked at by its id, and found among all', () => {
  expect(removableBy(removal({ operation: 'deleteFolder', params: { folder_id: '$folder' } }))).toEqual({
    what: 'folder',
    reference: 'folder',
    look: { id: 'remove-look', intent: 'cleanup', operation: 'getFolder', params: { folder_id: '$folder' } },
    list: { id: 'remove-search', intent: 'cleanup', operation: 'listFolders', query: {} },
  })
})

test('a file is found by its label, with the key that made it', () => {
  const credential = 'other' as const
  expect(removableBy(removal({ operation: 'deleteFile', params: { image_id: '$file' }, credential }))).toEqual({
    what: 'file',
    reference: 'file',
    look: { id: 'remove-look', intent: 'cleanup', operation: 'getFile', params: { image_id: '$file' }, credential },
    list: {
      id: 'remove-search',
      intent: 'cleanup',
      operation: 'listFiles',
      query: { search: '$label', limit: '100' },
      credential,
    },
  })
})

test('a video upload is named in the body, and stands in no list', () => {
  const body = { json: { media_id: '$media', upload_id: '$upload' } }
  expect(removableBy(removal({ operation: 'abortVideoUpload', body }))).toEqual({
    what: 'video upload',
    reference: 'media',
    look: {
      id: 'remove-look',
      intent: 'cleanup',
      operation: 'getVideoUploadProgress',
      params: { media_id: '$media' },
    },
  })
})

test('one that has a body beside its id is the same', () => {
  const given = {
    operation: 'deleteFolder',
    params: { folder_id: '$folder' },
    body: { json: { force: true } },
  } as const
  expect(removableBy(removal(given))?.reference).toBe('folder')
})

test.each<[string, Partial<Probe>]>([
  ['of no operation', {}],
  ['of something that we do not make', { operation: 'deleteDocument', params: { document_id: '$document' } }],
  ['without an id', { operation: 'deleteFolder' }],
  ['with an id that nothing has named', { operation: 'deleteFolder', params: { folder_id: 'f1' } }],
  ['with a text for a body', { operation: 'abortVideoUpload', body: { text: '$media', contentType: 'text/plain' } }],
  ['with nothing for a body', { operation: 'abortVideoUpload', body: { json: null } }],
])('a removal %s removes nothing', (_, fields) => {
  expect(removableBy(removal(fields))).toBeUndefined()
})
