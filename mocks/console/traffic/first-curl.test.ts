import { expect, test } from 'vitest'
import { firstCurl, firstRead, keyOf } from './first-curl.ts'

const read = { id: 'listFolders', method: 'GET', path: '/folders', summary: '' }
const one = { id: 'getFile', method: 'GET', path: '/user-files/{id}', summary: '' }
const write = { id: 'createFolder', method: 'POST', path: '/folders', summary: '' }
const files = { id: 'listFiles', method: 'GET', path: '/user-files', summary: '' }

test('the first read is the list of files, or else one without a parameter', () => {
  expect(firstRead({ operations: [read, files] })).toBe(files)
  expect(firstRead({ operations: [one, write, read] })).toBe(read)
  expect(firstRead({ operations: [one, write] })).toBeUndefined()
})

test('the line for a shell works as it stands', () => {
  const facts = { keyPrefix: 'aion_test_', basePath: '/api/v2', operations: [files] }
  expect(firstCurl(facts, 'http://127.0.0.1:4010')).toBe(
    "curl -i -H 'Authorization: Bearer aion_test_name_of_your_choice' http://127.0.0.1:4010/api/v2/user-files",
  )
  expect(firstCurl({ ...facts, operations: [] }, 'http://a', 'ann_of_the_tests_here')).toBe(
    "curl -i -H 'Authorization: Bearer aion_test_ann_of_the_tests_here' http://a/api/v2/",
  )
  expect(keyOf(facts, 'ann_of_the_tests_here')).toBe('aion_test_ann_of_the_tests_here')
})
