import { expect, test } from 'vitest'
import { recordedRun } from '../recorded/recorded-run.ts'
import type { Leftover } from '../run.ts'
import { judgeRun } from '../verify.ts'
import { backendGithub } from './github.ts'
import { backendHtml } from './html.ts'
import { backendJson } from './json.ts'
import { textReport } from './text.ts'

const folder: Leftover = {
  what: 'folder',
  id: "f'1",
  name: 'aion-contract-probe-1a2b3c4d',
  remove: {
    method: 'DELETE',
    url: "http://target/api/v2/folders/f'1",
    headers: [['Authorization', 'Bearer $AIONVISION_API_KEY']],
    body: null,
  },
  reason: 'its removal was answered with 403',
}

const seen = (leftovers: readonly Leftover[] | undefined) =>
  judgeRun({ ...recordedRun('http://target/api/v2', [], 'answers'), ...(leftovers && { leftovers }) })

test.each([
  ['text', textReport],
  ['JSON', backendJson],
  ['HTML', backendHtml],
  ['GitHub', backendGithub],
])('%s names what remains', (_, write) => {
  const text = write(seen([folder])).replace(/\s+/g, ' ')
  for (const part of [
    'aion-contract-probe-1a2b3c4d',
    'its removal was answered with 403',
    'AIONVISION_API_KEY',
    'DELETE',
  ])
    expect(text).toContain(part)
})

test('the terminal shows the command that removes it', () => {
  expect(textReport(seen([folder]))).toMatch(
    /curl -sS -i -X DELETE \\\n +-H "Authorization: Bearer \$AIONVISION_API_KEY" \\\n +'http:\/\/target\/api\/v2\/folders\/f%271'/,
  )
})

test('that nothing remains is said only where something was written', () => {
  expect(textReport(seen([]))).toContain('Nothing remains of what the run has written')
  expect(textReport(seen(undefined))).not.toContain('remains')
})
