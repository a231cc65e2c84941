import { expect, test } from 'vitest'
import { watchLateness } from './lateness.ts'

const block = (ms: number) => {
  const untilMs = performance.now() + ms
  while (performance.now() < untilMs);
}

test('a process that was kept from its work knows for how long, and since when', async () => {
  const lateness = watchLateness()
  const fromMs = performance.now()
  block(80)
  expect(lateness.worstSince(fromMs)).toBeGreaterThanOrEqual(60)
  await new Promise((resolve) => setTimeout(resolve, 15))
  expect(lateness.worstSince(fromMs)).toBeGreaterThanOrEqual(60)
  expect(lateness.worstSince(performance.now())).toBeLessThan(lateness.worstSince(fromMs))
  lateness.end()
})
