import { expect, test } from 'vitest'
import { buildEnvelope } from '../../../contracts/envelope.ts'
import type { HeaderLine } from '../exchange.ts'
import type { Probe, Recipe } from '../probe.ts'
import { writeRecipes } from '../recipes/writes.ts'
import { type Sender, SendFailure, type WireAnswer, type WireRequest } from '../send/sender.ts'
import type { Clock } from './clock.ts'
import { type ProbeRunOptions, runProbes } from './run-probes.ts'

const startMs = 1_795_000_000_000

/** A clock whose sleeps are over at once, and are kept. */
function createJumpingClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = []
  let nowMs = startMs
  return {
    slept,
    now: () => nowMs,
    monotonic: () => nowMs,
    async sleep(ms) {
      slept.push(ms)
      nowMs += ms
    },
  }
}

type Script = (request: WireRequest, index: number) => Partial<WireAnswer> | Error

const senderOf = (script: Script): Sender & { readonly sent: WireRequest[] } => {
  const sent: WireRequest[] = []
  return {
    sent,
    baseUrl: 'http://target/api/v2',
    async send(request) {
      const answer = script(request, sent.push(request) - 1)
      if (answer instanceof Error) throw answer
      const body = answer.body ?? new TextEncoder().encode('{}')
      return { status: 200, headers: [], bodyBytes: body.length, hasBytesBeyondEnd: false, ...answer, body }
    },
    close() {},
  }
}

const probe = (id: string, fields: Partial<Probe> = {}): Probe => ({
  id,
  intent: 'success',
  operation: 'listFolders',
  ...fields,
})
const recipe = (id: string, probes: readonly Probe[], fields: Partial<Recipe> = {}): Recipe => ({
  id,
  aims: [],
  needs: [],
  cost: 'nothing',
  probes,
  ...fields,
})

const run = (script: Script, recipes: readonly Recipe[], options: Partial<ProbeRunOptions> = {}) => {
  const sender = senderOf(script)
  const clock = createJumpingClock()
  const running = runProbes({
    sender,
    clock,
    keys: { main: 'aion_the_main_key_000000' },
    recipes,
    allowed: [],
    concurrency: 1,
    maxRequests: 100,
    deadlineMs: 60_000,
    signal: new AbortController().signal,
    onExchange() {},
    ...options,
  })
  return { running, sender, clock }
}

const rate = (remaining: number, resetInSeconds: number): HeaderLine[] => [
  ['X-RateLimit-Remaining', String(remaining)],
  ['X-RateLimit-Reset', String(startMs / 1_000 + resetInSeconds)],
]
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

test('a used-up window is waited out before the next request', async () => {
  const { running, clock } = run(
    (_, index) => ({ headers: rate(index === 0 ? 0 : 99, 30) }),
    [recipe('a', [probe('1'), probe('2')])],
  )
  await running
  expect(clock.slept).toEqual([30_000])
})

test('a rate limit that nobody asked for is waited out by its Retry-After, and the request sent again', async () => {
  const { running, clock, sender } = run(
    (_, index) => (index === 0 ? { status: 429, headers: [['Retry-After', '7']] } : {}),
    [recipe('a', [probe('1')])],
  )
  await running
  expect([clock.slept, sender.sent.length]).toEqual([[7_000], 2])
})

test('a rate limit that does not end is given up', async () => {
  const { running, sender } = run(() => ({ status: 429, headers: [['Retry-After', '1']] }), [recipe('a', [probe('1')])])
  expect((await running).ending).toBe('completed')
  expect(sender.sent.length).toBe(9)
})

test('a month that is used up is not waited for', async () => {
  const body = json(buildEnvelope('USAGE_LIMIT_EXCEEDED', 'id'))
  const { running, sender, clock } = run(
    () => ({ status: 429, headers: [['Retry-After', '900000']], body }),
    [recipe('a', [probe('1')])],
  )
  await running
  expect([sender.sent.length, clock.slept]).toEqual([1, []])
})

test('an announcement that cannot be true does not stop the run for long', async () => {
  const { running, clock } = run(
    (_, index) => ({ headers: rate(index === 0 ? 0 : 5, 86_400) }),
    [recipe('a', [probe('1'), probe('2')])],
  )
  await running
  expect(clock.slept).toEqual([65_000])
})

test('a burst waits for nothing and ends with the status that it wants', async () => {
  const burst = probe('b', { intent: 'rate-limit', repeat: { most: 50, until: 429 } })
  const { running, sender, clock } = run(
    (_, index) => ({ status: index < 9 ? 200 : 429, headers: rate(0, 60) }),
    [recipe('a', [burst])],
  )
  await running
  expect([sender.sent.length, clock.slept]).toEqual([10, []])
})

test('what an answer gave is used by the next request', async () => {
  const { running, sender } = run(
    () => ({ body: json({ files: [{ id: 'f 1' }] }) }),
    [
      recipe('a', [
        probe('1', { capture: { file: ['files', 0, 'id'] } }),
        probe('2', { operation: 'getFile', params: { image_id: '$file' } }),
      ]),
    ],
  )
  await running
  expect(sender.sent[1]?.path).toBe('/user-files/f%201')
})

test('a request that lacks what an answer should have given is not sent, and the reason is kept', async () => {
  const needy = recipe('a', [probe('1'), probe('2', { operation: 'getFile', params: { image_id: '$file' } })])
  const { running, sender } = run(() => ({}), [needy])
  expect((await running).recipes).toEqual([
    { recipe: 'a', state: 'partly', reason: '2 was not sent: no answer before it gave file' },
  ])
  expect(sender.sent.length).toBe(1)
})

test('the run stops at its greatest number of requests, and says what was left out', async () => {
  const { running, sender } = run(() => ({}), [recipe('a', [probe('1')]), recipe('b', [probe('2')])], {
    maxRequests: 1,
  })
  const { ending, recipes } = await running
  expect([ending, sender.sent.length]).toEqual(['max-requests', 1])
  expect(recipes.map(({ recipe: id, state }) => `${id} ${state}`)).toEqual(['a ran', 'b partly'])
})

test('an interrupted run cleans up what it has written', async () => {
  const interruption = new AbortController()
  const writing = recipe(
    'a',
    [probe('create', { operation: 'createFolder', capture: { folder: ['id'] } }), probe('never')],
    { cleanup: [probe('delete', { operation: 'deleteFolder', params: { folder_id: '$folder' } })] },
  )
  const { running, sender } = run(
    ({ method }) => {
      if (method === 'POST') interruption.abort()
      return { body: json({ id: 'f1' }) }
    },
    [writing],
    { signal: interruption.signal },
  )
  expect((await running).ending).toBe('interrupted')
  expect(sender.sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /folders',
    'DELETE /folders/f1',
    'GET /folders/f1',
    'GET /folders',
  ])
})

test('what a target creates in spite of being a duplicate is removed, too', async () => {
  const { running, sender } = run(
    ({ method }, index) =>
      method === 'POST' ? { status: 201, body: json({ id: `f${index}`, image_id: `f${index}` }) } : { status: 204 },
    writeRecipes.filter(({ id }) => id === 'folder-twice' || id === 'document-life'),
    { allowed: ['writes'] },
  )
  await running
  const created = sender.sent.flatMap(({ method }, index) => (method === 'POST' ? [`f${index}`] : []))
  const removed = sender.sent.filter(({ method }) => method === 'DELETE').map(({ path }) => path.split('/').at(-1))
  expect(created.length).toBe(4)
  expect(created.filter((id) => !removed.includes(id))).toEqual([])
})

test('recipes that are not allowed or lack a key are left out with the flag or variable that would help', async () => {
  const { running, sender } = run(
    () => ({}),
    [
      recipe('w', [probe('1')], { needs: ['writes'], cost: 'a folder' }),
      recipe('k', [probe('2', { credential: 'expired' })]),
    ],
  )
  expect((await running).recipes.map(({ reason }) => reason)).toEqual([
    'needs --allow writes (a folder)',
    'needs a key that has expired: set AIONVISION_EXPIRED_API_KEY, or keys.expired in the configuration',
  ])
  expect(sender.sent).toEqual([])
})

test('nobody at the other end means that nothing can be verified', async () => {
  const { running } = run(() => new SendFailure('nothing listens there', 'unreachable'), [recipe('a', [probe('1')])])
  await expect(running).rejects.toMatchObject({ name: 'Unreachable', message: 'nothing listens there' })
})

test('a target that stops answering ends the run', async () => {
  const many = recipe('a', [probe('1', { repeat: { most: 50, until: 0 } })])
  const { running, sender } = run((_, index) => (index < 3 ? {} : new SendFailure('refused', 'unreachable')), [many])
  expect((await running).ending).toBe('lost')
  expect(sender.sent.length).toBe(9)
})

test('no key is kept, wherever an answer repeats it', async () => {
  const body = json(buildEnvelope('HTTP_404', 'aion_the_main_key_000000'))
  const { running } = run(
    (_, index) => (index === 0 ? {} : { status: 404, body, headers: [['X-Key', 'aion_the_main_key_000000']] }),
    [recipe('a', [probe('1'), probe('2')])],
  )
  const seen = await running
  expect(JSON.stringify(seen)).not.toContain('aion_the_main_key')
  expect(seen.exchanges[1]?.echoesCredential).toBe(true)
})
