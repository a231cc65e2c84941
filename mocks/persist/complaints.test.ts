import { expect, test } from 'vitest'
import { createSharedBudgets, createTenant } from '../tenant/tenant.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { createComplaints } from './complaints.ts'

const tenant = createTenant('me', createManualTime(), createSharedBudgets())
const failure = (code: string) => ({ tenant, error: Object.assign(new Error('no'), { code }) })

test('a reason is told once, until all could be kept again', () => {
  const notices: string[] = []
  const complain = createComplaints('/kept', (text) => notices.push(text))
  complain(failure('ENOSPC'))
  complain(failure('ENOSPC'))
  complain(failure('EROFS'))
  complain()
  complain(failure('EROFS'))
  expect(notices).toEqual([
    expect.stringMatching(/^The world of tenant me could not be kept in \/kept: the disk is full \(ENOSPC\)/),
    expect.stringContaining('read-only'),
    expect.stringContaining('read-only'),
  ])
})
