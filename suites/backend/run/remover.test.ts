import { expect, test } from 'vitest'
import type { Exchange } from '../exchange.ts'
import { answered, unanswered } from '../hand-made.ts'
import { createRemover, type Made } from './remover.ts'

const look = { id: 'look', intent: 'cleanup', operation: 'getFolder' } as const
const remove = { id: 'remove', intent: 'cleanup', operation: 'deleteFolder' } as const
const thing: Made = { removable: { what: 'folder', reference: 'folder', look }, remove, names: new Map(), id: 'f1' }

/** What remains when removals are answered so, the last for ever, and a look at it so; how often it asked, what it slept. */
async function removing(removals: readonly (Exchange | undefined)[], seen: Exchange | undefined, signal?: AbortSignal) {
  const slept: number[] = []
  let asked = 0
  const remover = createRemover({
    async send(probe) {
      return probe.id === 'look' ? seen : removals[Math.min(asked++, removals.length - 1)]
    },
    clock: { now: () => 0, monotonic: () => 0, sleep: async (ms) => void slept.push(ms) },
    signal: signal ?? new AbortController().signal,
  })
  return { remains: await remover.remove(thing), asked, slept }
}

const [there, gone] = [answered(200, { body: { id: 'f1' } }), answered(404)]

test.each([200, 204, 299, 404, 410])('%i on a removal needs no second one', async (status) => {
  expect(await removing([answered(status)], gone)).toEqual({ remains: '', asked: 1, slept: [] })
})

test.each([409, 425, 429, 500, 503])('%i on a removal is tried again, up to five times', async (status) => {
  expect(await removing([answered(status)], there)).toEqual({
    remains: `its removal was answered with ${status}`,
    asked: 5,
    slept: [250, 500, 1_000, 2_000, 4_000],
  })
})

test.each([300, 400, 403, 499])('%i on a removal is final', async (status) => {
  expect(await removing([answered(status)], there)).toEqual({
    remains: `its removal was answered with ${status}`,
    asked: 1,
    slept: [],
  })
})

test('a removal without an answer is tried again, and told by its failure', async () => {
  const { remains, asked } = await removing([unanswered('the connection was reset')], there)
  expect([remains, asked]).toEqual(['its removal was answered with the connection was reset', 5])
})

test('the wait is what the target asks for, at most ten seconds', async () => {
  const told = (seconds: string) => answered(429, { headers: { 'Retry-After': seconds } })
  expect((await removing([told('7'), told('11'), told('soon'), gone], gone)).slept).toEqual([7_000, 10_000, 1_000])
})

test('whoever aborts is not asked any more', async () => {
  expect(await removing([undefined], there)).toMatchObject({
    asked: 1,
    remains: 'its removal was answered with nothing',
  })
  expect(await removing([answered(500)], there, AbortSignal.abort())).toEqual({
    remains: 'its removal was answered with nothing',
    asked: 0,
    slept: [],
  })
})

test.each<[string, Exchange, Exchange | undefined, string]>([
  ['a removal that was confirmed and done', answered(204), gone, ''],
  ['confirmed, and gone for good', answered(204), answered(410), ''],
  ['confirmed, and still there', answered(204), there, 'its removal was confirmed, and it is still there'],
  ['confirmed, and nobody can look', answered(204), answered(500), ''],
  ['confirmed, and no look was answered', answered(204), undefined, ''],
  ['refused, and gone all the same', answered(403), gone, ''],
  [
    'refused, and a look refused, too',
    answered(403),
    answered(500),
    'its removal was answered with 403, and a look at it with 500',
  ],
  [
    'refused, and a look redirected',
    answered(403),
    answered(300),
    'its removal was answered with 403, and a look at it with 300',
  ],
  [
    'refused, and nothing to look at',
    answered(403),
    undefined,
    'its removal was answered with 403, and a look at it with nothing',
  ],
  [
    'refused, and a look without an answer',
    answered(403),
    unanswered('reset'),
    'its removal was answered with 403, and a look at it with reset',
  ],
])('%s', async (_, removal, seen, remains) => {
  expect((await removing([removal], seen)).remains).toBe(remains)
})

test.each([
  { status: 'aborted' },
  { state: 'Cancelled' },
  { status: 'was deleted' },
  { data: { status: 'removed' } },
  { state: 'gone' },
  { deleted_at: '2026-01-01' },
  { is_deleted: true },
])('a target that shows %j has removed it', async (body) => {
  expect((await removing([answered(204)], answered(200, { body }))).remains).toBe('')
})

test.each([{ status: 'ready' }, { deleted_at: null }, { is_deleted: false }, { note: 'deleted' }, ''])(
  'a target that shows %j has not',
  async (body) => {
    expect((await removing([answered(204)], answered(200, { body }))).remains).not.toBe('')
  },
)
