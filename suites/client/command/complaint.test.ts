import { expect, test } from 'vitest'
import { call, ended } from '../hand-made.ts'
import { complaint, endingNotes } from './complaint.ts'
import type { CommandRun } from './run-command.ts'

const run = (fields: Partial<CommandRun>): CommandRun => ({
  ...call([], ended(false)),
  exitCode: 3,
  isLingering: false,
  output: '',
  watchedMs: 1_234,
  keptMs: 0,
  ...fields,
})

const aside = { method: 'POST', target: '/oauth/token' }
const startError = (code: string) => Object.assign(new Error('not allowed'), { code, path: './client' })

test.each<[string, Partial<CommandRun>, string]>([
  ['does not exist', { startError: startError('ENOENT') }, 'The command does not exist: ./client'],
  ['cannot start', { startError: startError('EACCES') }, 'The command could not be started: not allowed'],
  [
    'says nothing',
    {},
    'The command ended with code 3 after 1,234 ms without sending a request to AIONVISION_BASE_URL. It printed nothing.',
  ],
  [
    'says something',
    { output: 'one\ntwo\n' },
    'The command ended with code 3 after 1,234 ms without sending a request to AIONVISION_BASE_URL. Its last words: two',
  ],
  [
    'says much',
    { output: 'y'.repeat(400) },
    `The command ended with code 3 after 1,234 ms without sending a request to AIONVISION_BASE_URL. Its last words: ${'y'.repeat(300)}`,
  ],
  [
    'sends something else',
    { asides: [aside as NonNullable<CommandRun['asides']>[number]] },
    'The command ended with code 3 after 1,234 ms without sending what it was asked for (it sent POST /oauth/token instead). It printed nothing.',
  ],
  [
    'does not end',
    { outcome: null, exitCode: null },
    'The command ran for 1,234 ms without sending a request to AIONVISION_BASE_URL and was ended. It printed nothing.',
  ],
])('a command that %s is no client, and it is said why', (_, fields, sentence) => {
  expect(complaint(run(fields))).toBe(sentence)
})

test('how commands end is told where it is odd', () => {
  const unsettled = { outcome: ended(false, { name: 'UnsettledAwait' }) }
  expect(endingNotes([run({}), run({ outcome: null })])).toEqual([])
  expect(endingNotes([run({}), run({ isLingering: true }), run(unsettled), run(unsettled)])).toEqual([
    'The command prints its line and does not end by itself (1 of 4 runs): it was ended. Something keeps it alive, such as an open connection.',
    'The command ended in the middle of its own wait (2 of 4 runs): its wait keeps nothing alive, such as a timer after unref().',
  ])
})
