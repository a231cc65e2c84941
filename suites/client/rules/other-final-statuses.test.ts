import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { otherFinalStatuses } from './other-final-statuses.ts'

const image = otherFinalStatuses.scenarios.find(({ script }) => script[0]?.code)

testClientRule(otherFinalStatuses, [
  ['once', [call([attempt(0, 406)], ended(406))], 'pass', '1 attempt, then ApiError with status 406'],
  ['again', [call([attempt(0, 406), attempt(900)])], 'warn', 'sent 2 attempts after 406'],
  ['a success', [call([attempt(0, 406)])], 'warn', 'took 406 for a success'],
  ['no end', [call([attempt(0, 406)], null)], 'inconclusive', 'had not ended'],
  [
    'by its code',
    { calls: [call([attempt(0, 500), attempt(900)])], ...(image && { scenario: image }) },
    'warn',
    'after 500 IMAGE_PROCESSING_ERROR',
  ],
])
