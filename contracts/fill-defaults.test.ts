import { expect, test } from 'vitest'
import { fillDefaults } from './fill-defaults.ts'
import { operationIds, operationRow } from './operations/index.ts'
import { collectSchemas } from './schemas/index.ts'

test('an optional field without a value is there, as null or with its default', () => {
  const filled = fillDefaults('ListUserFilesResponse', { files: [{ id: 'x' }], total_count: 1, has_more: false })
  expect(filled).toMatchObject({ files: [{ id: 'x', blur_hash: null, scene_count: null, video_metadata: null }] })
  expect(fillDefaults('StreamingUploadResponse', {})).toMatchObject({ skipped: false, storage_target: 'default' })
})

test('a value that is there stays, and nothing is written into what was given', () => {
  const body = Object.freeze({ blur_hash: 'L0', tags: Object.freeze(['a']) })
  expect(fillDefaults('UserFile', body)).toMatchObject({ blur_hash: 'L0', tags: ['a'] })
})

const nullable = (schema: Record<string, unknown>): boolean =>
  [schema.type].flat().includes('null') ||
  (Array.isArray(schema.anyOf) && schema.anyOf.some((branch) => nullable(branch)))

test.each(operationIds.flatMap((id) => operationRow(id).response ?? []))('%s leaves no optional field out', (name) => {
  const { properties = {}, required = [] } = collectSchemas()[name] ?? {}
  const optional = Object.entries(properties).filter(([field]) => !required.includes(field))
  const expected = optional.filter(([, schema]) => nullable(schema) || schema.default !== undefined)
  expect(Object.keys(fillDefaults(name, {}) as object)).toEqual(
    expect.arrayContaining(expected.map(([field]) => field)),
  )
})
