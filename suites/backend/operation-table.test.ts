import { expect, test } from 'vitest'
import { answered, handMadeRun, refused, unanswered } from './hand-made.ts'
import { operationTable } from './operation-table.ts'

test('each operation has the codes that were seen on it, and statuses where there is none', () => {
  const long = 'X'.repeat(61)
  const table = operationTable(
    handMadeRun([
      answered(200, { operation: 'listFiles' }),
      refused('HTTP_404', { operation: 'getFile' }),
      refused('HTTP_404', { operation: 'getFile', error: { code: long } }),
      refused('HTTP_404', { operation: 'getFile', error: { code: 7 } }),
      answered(502, { operation: 'listFiles', body: 'no' }),
      refused('HTTP_404'),
      unanswered('it broke', { operation: 'createFolder' }),
    ]),
  )
  expect(table.operations).toEqual(['getFile', 'listFiles', 'no operation'])
  expect(table.codes).toEqual(['200', '404', '502', 'HTTP_404', `${'X'.repeat(60)}… (61 letters)`])
  expect([
    table.has('listFiles', '200'),
    table.has('listFiles', 'HTTP_404'),
    table.has('getFile', 'HTTP_404'),
    table.has('getFile', '404'),
    table.has('no operation', 'HTTP_404'),
    table.has('createFolder', '200'),
  ]).toEqual([true, false, true, true, true, false])
})
