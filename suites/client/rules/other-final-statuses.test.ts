import { attempt, call, ended, testClientRule } from '../hand-made.ts'
import { otherFinalStatuses } from './other-final-statuses.ts'

const image = otherFinalStatuses.scenarios.find(({ script }) => script[0]?.code)
const turns = otherFinalStatuses.scenarios.find(({ traffic }) => traffic === 'in-turn')
const inTurn = (...attempts: ReturnType<typeof attempt>[]) => ({
  calls: attempts.map((one) => call([one], ended(one.status ?? false))),
  ...(turns && { scenario: turns }),
})
const again = (step: number) => call([attempt(0, 406, { step }), attempt(900, 406, { step })], ended(406))

testClientRule(otherFinalStatuses, [
  ['once', [call([attempt(0, 406)], ended(406))], 'pass', '1 attempt, then ApiError with status 406'],
  ['again', [call([attempt(0, 406), attempt(900)])], 'warn', 'sent 2 attempts after 406'],
  ['a success', [call([attempt(0, 406)])], 'warn', 'took 406 for a success'],
  ['no end', [call([attempt(0, 406)], null)], 'inconclusive', 'had not ended'],
  ['in turn', inTurn(attempt(0, 406), attempt(900, 411, { step: 1 })), 'pass', '1 attempt, then ApiError with status'],
  [
    'in turn, one of them again',
    { ...inTurn(attempt(0, 406)), calls: [again(0), again(1)] },
    'warn',
    'sent 2 attempts after 406',
  ],
  [
    'in turn, one that sent nothing',
    { ...inTurn(attempt(0, 406)), calls: [call([attempt(0, 406)], ended(406)), call([], ended(false))] },
    'pass',
    '1 attempt, then ApiError with status 406',
  ],
  [
    'by its code',
    { calls: [call([attempt(0, 500), attempt(900)])], ...(image && { scenario: image }) },
    'warn',
    'after 500 IMAGE_PROCESSING_ERROR',
  ],
])
