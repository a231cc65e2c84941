import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { clientTime } from '../command/client-time.ts'
import { createSlots } from '../command/slots.ts'
import { realSpeed } from '../command/speed.ts'
import { watchWaits } from '../noise/waits.ts'
import { ok } from '../script/step.ts'
import type { Driver } from './driver.ts'
import { runDriven } from './run-driven.ts'

const listening = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length

it('opens no port for a call that has yet to wait for its place', async () => {
  const before = listening()
  const open: number[] = []
  const driver: Driver = {
    clientTime: clientTime(Date.now(), 1),
    speed: realSpeed,
    waits: watchWaits(() => new Map()),
    takes: () => false,
    call() {
      open.push(listening() - before)
      return { id: open.length, answer: Promise.resolve({ id: open.length, outcome: { ok: true } }) }
    },
    giveUp: () => Promise.resolve(),
    cancel: () => undefined,
    lastWords: () => '',
    end: () => Promise.resolve(),
  }
  const slots = createSlots(1)
  await runDriven({
    scenario: { request: 'listFiles', script: [ok], calls: 3, watchAfterMs: 0 },
    driver,
    patience: { patienceMs: 1_000, startMs: 0 },
    directory: tmpdir(),
    enter: () => slots.enter(),
    begin: async () => () => {},
    onBegin: () => undefined,
  })
  expect(open).toEqual([1, 2, 3])
})
