import { answered, refused, testBackendRule } from '../hand-made.ts'
import { errorMessageIsText } from './error-message-is-text.ts'

const withMessage = (message: unknown) => [refused('HTTP_404', { error: { message } })]

testBackendRule(errorMessageIsText, [
  ['a text', [refused('HTTP_404')], 'pass', 'the one answer'],
  ['a text that speaks of null', withMessage('The title must not be null'), 'pass', 'the one answer'],
  ['none', withMessage(undefined), 'fail', 'is missing'],
  ['null', withMessage(null), 'fail', 'is null, not a string'],
  ['an object', withMessage({ en: 'no' }), 'fail', 'is an object, not a string'],
  ['blanks', withMessage(' \n'), 'fail', 'is empty'],
  ...['undefined', 'null', 'None', 'nil', ' NaN ', '[object Object]', '<nil>'].map(
    (word) => [`the word ${word} alone`, withMessage(word), 'fail', 'no text was put in'] as const,
  ),
  ['an object as text', withMessage('Error: [object Object]'), 'fail', 'no text was put in'],
  ...['undefined', 'null', 'None'].map(
    (word) => [`${word} at its end`, withMessage(`It failed: ${word}`), 'fail', 'no text was put in'] as const,
  ),
  ['no envelope', [answered(404, { body: '' })], 'not-provoked', 'form of the envelope'],
])
