import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { deleteThen404 } from './delete-then-404.ts'

const twice = [attempt(0, null), attempt(900, 404)]

testClientRule(deleteThen404, [
  ['done', [call(twice)], 'pass', '2 attempts, then a success'],
  ['never there', [call(twice, ended(404))], 'warn', 'though the first may have deleted it'],
  ['not repeated', [call([attempt(0, null)], ended(false))], 'not-applicable', 'never came back'],
  ['no end', [call(twice, null)], 'inconclusive', 'no end'],
])
