import { expect, test } from 'vitest'
import type { Scenario } from '../scenario.ts'
import type { ScriptOptions } from '../script/answers.ts'
import { ok } from '../script/step.ts'
import { runBehindMsw } from './run-behind-msw.ts'
import type { VirtualOptions } from './run-virtual.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Runs a scenario on a clock on which nothing is waited for, behind one base URL; keeps what was under way together. */
async function run(scenario: Partial<Scenario>) {
  const given: string[] = []
  let open = 0
  let mostOpen = 0
  let started = 0
  const virtual = {
    time: { now: () => 0, monotonic: () => 0, sleep: async () => {} },
    touch: () => {},
    after(_: number, callback: () => void) {
      setImmediate(callback)
      return () => {}
    },
    async pass({ isDone }: { isDone: () => boolean }) {
      for (let turns = 0; turns < 50 && !isDone(); turns += 1) await turn()
      return isDone()
    },
    linger: async () => {},
    refusal: () => undefined,
    end: () => {},
  }
  const start: VirtualOptions['start'] = async (_: ScriptOptions) => {
    started += 1
    open += 1
    mostOpen = Math.max(mostOpen, open)
    const close = async () => {
      open -= 1
    }
    return { url: 'https://one.example', attempts: [], asides: [], owesAnAnswer: () => false, giveIn() {}, close }
  }
  const made = await runBehindMsw(
    { request: 'createFolder', script: [ok], ...scenario },
    async ({ body }) => given.push(String(body)),
    virtual,
    { start },
  )
  return { made, given, started, mostOpen }
}

const bodies = [1, 2, 3].map((number) => `{"name":"Bench ${number}"}`)

test('calls that would run side by side follow each other, each with its number', async () => {
  const { made, given, started, mostOpen } = await run({ calls: 3 })
  expect([given, started, mostOpen]).toEqual([bodies, 3, 1])
  expect(made.scenario).toEqual({ request: 'createFolder', script: [ok], calls: 3 })
  expect(made.calls.map(({ outcome }) => outcome?.ok)).toEqual([true, true, true])
})

test('calls in turn share a server anyway', async () => {
  const { made, given, started } = await run({ calls: 3, traffic: 'in-turn' })
  expect([given, started, made.calls.length]).toEqual([bodies, 1, 3])
})

test('one call is one', async () => {
  const { made, given, started } = await run({})
  expect([given, started, made.calls.length]).toEqual([bodies.slice(0, 1), 1, 1])
  expect(made.scenario).toEqual({ request: 'createFolder', script: [ok] })
})

test('no call at all is no scenario', async () => {
  await expect(run({ calls: 0 })).rejects.toThrow('A scenario has at least one call')
})
