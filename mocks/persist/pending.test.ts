import { expect, test } from 'vitest'
import { createSharedBudgets, createTenant } from '../tenant/tenant.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { createPending } from './pending.ts'

const tenant = (name: string) => createTenant(name, createManualTime(), createSharedBudgets())
const [first, second] = [tenant('first'), tenant('second')]

/** Tenants whose keeping fails as long as they stand in `failing`. */
function setUp({ isCurrent = true } = {}) {
  const failing = new Set<string>()
  const kept: string[] = []
  const troubles: (string | undefined)[] = []
  const pending = createPending({
    async keep({ name }) {
      if (failing.has(name)) throw new Error('the disk is full')
      kept.push(name)
    },
    isCurrent: () => isCurrent,
    onTrouble: (trouble) => troubles.push(trouble?.tenant.name),
  })
  return { pending, failing, kept, troubles }
}

test('each tenant that changed is kept once', async () => {
  const { pending, kept } = setUp()
  pending.add(first)
  pending.add(second)
  pending.add(first)
  await pending.flush()
  await pending.flush()
  expect(kept).toEqual(['first', 'second'])
  expect(pending.has(first)).toBe(false)
})

test('one that is being kept is pending, too', async () => {
  const { pending } = setUp()
  pending.add(first)
  const flushed = pending.flush()
  expect(pending.has(first)).toBe(true)
  await flushed
  expect(pending.has(first)).toBe(false)
})

test('what cannot be kept is told, stays pending and holds up no other; that all could be kept again is told, too', async () => {
  const { pending, failing, kept, troubles } = setUp()
  failing.add('first')
  pending.add(first)
  pending.add(second)
  await pending.flush()
  expect([kept, troubles, pending.has(first)]).toEqual([['second'], ['first'], true])
  failing.clear()
  await pending.flush()
  expect([kept, troubles, pending.has(first)]).toEqual([['second', 'first'], ['first', undefined], false])
})

test('the failure of a tenant that was forgotten meanwhile is nobody’s trouble', async () => {
  const { pending, failing, troubles } = setUp({ isCurrent: false })
  failing.add('first')
  pending.add(first)
  await pending.flush()
  expect([troubles, pending.has(first)]).toEqual([[undefined], false])
})
