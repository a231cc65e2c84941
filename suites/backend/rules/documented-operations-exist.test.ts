import { answered, refused, testBackendRule } from '../hand-made.ts'
import { documentedOperationsExist } from './documented-operations-exist.ts'

const listed = answered(200, { operation: 'listFiles', intent: 'success', body: {} })
const gone = (operation: 'listFolders' | 'searchImages', intent: 'success' | 'unparsable-body') =>
  refused('HTTP_404', { operation, intent })

testBackendRule(documentedOperationsExist, [
  ['all there', [listed], 'pass', 'one answer'],
  [
    'two missing',
    [listed, gone('searchImages', 'unparsable-body'), gone('listFolders', 'success')],
    'warn',
    'Not there, so not judged: listFolders, searchImages',
  ],
  [
    '501 says so, too',
    [listed, refused('HTTP_501', { operation: 'listFolders', intent: 'success' })],
    'warn',
    'listFolders',
  ],
  [
    'missing for an invalid request only',
    [listed, refused('HTTP_404', { operation: 'listFiles', intent: 'invalid-parameter' })],
    'pass',
    '2 answers',
  ],
  [
    'without a key nobody can tell',
    [listed, refused('HTTP_404', { operation: 'listFolders', intent: 'no-key', credential: 'none' })],
    'pass',
    'one answer',
  ],
  ...(['malformed', 'unknown'] as const).map(
    (credential) =>
      [
        `with a key that is ${credential} nobody can tell`,
        [listed, refused('HTTP_404', { operation: 'listFolders', intent: 'unknown-key', credential })],
        'pass',
        'one answer',
      ] as const,
  ),
  [
    'what was asked for, and what tidies up, does not count',
    [
      refused('HTTP_404', { operation: 'listFolders', intent: 'success', isInjected: true }),
      refused('HTTP_404', { operation: 'deleteFile', intent: 'cleanup' }),
    ],
    'not-provoked',
    'No operation',
  ],
  ['nothing asked', [], 'not-provoked', 'No operation'],
])
