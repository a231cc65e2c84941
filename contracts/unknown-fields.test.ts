import { expect, test } from 'vitest'
import { unknownFields } from './unknown-fields.ts'

test('what a schema does not know is named with its path, and what was probably meant', () => {
  expect(unknownFields('ListFilesQuery', { limit: '5', limt: '5', banana: '1' })).toEqual([
    { name: 'limt', near: 'limit' },
    { name: 'banana', near: undefined },
  ])
  expect(
    unknownFields('BatchDescribeRequest', { images: [{}, { image_ur: 'x', metadata: { any: 1 } }], imags: [] }),
  ).toEqual([
    { name: 'images.1.image_ur', near: 'image_url' },
    { name: 'imags', near: 'images' },
  ])
})

test('an inherited name is not known, a field that may hold anything is not looked into', () => {
  expect(unknownFields('ListFilesQuery', { toString: '1' })).toEqual([{ name: 'toString', near: undefined }])
  expect(unknownFields('CreateAPIKeyRequest', { name: 'a', metadata: { anything: 1 } })).toEqual([])
})

test('without a schema nothing is known, and what is no object has no fields', () => {
  expect(unknownFields(undefined, { a: 1 })).toEqual([{ name: 'a', near: undefined }])
  for (const data of [null, 'text', 7, undefined]) expect(unknownFields('ListFilesQuery', data)).toEqual([])
})
