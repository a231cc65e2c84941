import { errorCodes } from '../../contracts/errors.ts'
import { operationIds } from '../../contracts/operations/index.ts'
import { transportKinds } from '../../mocks/faults/transports.ts'
import type { Chance } from './chance.ts'

/** What somebody may write into Mock-Fault: often right, sometimes nearly, sometimes not at all. */
export function faultText(chance: Chance): string {
  const name = chance.pick([
    ...errorCodes,
    ...transportKinds,
    '429',
    '503',
    '307',
    '200',
    'RATE_LIMIT_EROR',
    chance.nasty(),
  ])
  const parameters = [
    'retry-after=1',
    'form=html',
    'status=502',
    'when=committed',
    'delay=1',
    'form=empty',
    'body=short',
    'size=64kB',
    'rate-limit=draft',
    'location="/api/v2/user-files"',
    'after-bytes=10',
    'body=drip;rate=100MB',
    `message="${chance.nasty()}"`,
    chance.nasty(),
  ]
  return `${name}${chance.oneIn(2) ? '' : `;${chance.pick(parameters)}`}`.replace(/[^\t\x20-\x7e]/g, '')
}

/** A body for `POST /__mock/faults`. */
export function planBody(chance: Chance): unknown {
  const fault = chance.pick<unknown>([
    { error: chance.pick(errorCodes), delay: chance.below(3) },
    { transport: chance.pick(transportKinds), delay: chance.below(3) },
    { status: 429 },
    { status: 302, location: '/elsewhere' },
    { status: 200, form: chance.pick(['truncated-json', 'html', 'empty']) },
    { error: chance.pick(errorCodes), afterBytes: chance.below(100_000) },
    { error: chance.nasty() },
    chance.nasty(),
    null,
  ])
  const match = chance.pick<unknown>([
    { operation: chance.pick(operationIds) },
    { path: '/user-files/*' },
    { path: chance.nasty() },
    chance.nasty(),
  ])
  return chance.pick<unknown>([
    { tenant: 'fuzz_listFiles', match, fault },
    { fault, times: chance.pick<unknown>([1, 2, 0, -1, 'always', chance.nasty()]) },
    { sequence: [fault, 'pass'], probability: chance.pick<unknown>([0.5, 0, 2, chance.nasty()]) },
    { [chance.nasty()]: fault },
    fault,
  ])
}
