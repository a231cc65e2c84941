import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { checkDriver } from '../driver/check-driver.ts'
import { checkCommand } from './check-command.ts'

const rules = ['refused-stream-sent-again', 'goaway-moves-on']
const client = fileURLToPath(new URL('../../../fixtures/clients/run.ts', import.meta.url))

/** What each rule says, and of which scenario. */
const findingsOf = (report: Awaited<ReturnType<typeof checkCommand>>) =>
  report.verdicts.flatMap(({ findings }) => findings.map(({ scenario, verdict }) => `${scenario}: ${verdict}`))

it('a command of Node is told what to trust, and judged over HTTP/2', async () => {
  const report = await checkCommand([process.execPath, client, 'conforming'], { rules, clock: 'real' })
  expect(findingsOf(report)).toEqual([
    'GET REFUSED_STREAM → 200: pass',
    'POST REFUSED_STREAM → 201: pass',
    'GET GOAWAY → 200: pass',
    'POST GOAWAY+ → 201, 2 calls in turn: not-applicable',
  ])
})

it('a driver is told so, too, and keeps its client', async () => {
  const driver = fileURLToPath(new URL('../../../fixtures/clients/drivers/driver.ts', import.meta.url))
  const report = await checkDriver([process.execPath, driver], { rules, clock: 'real' })
  expect(report.verdicts.map(({ rule, verdict }) => [rule, verdict])).toEqual(rules.map((rule) => [rule, 'pass']))
})

it('curl finds the authority; what speaks HTTP/1.1 alone is not judged by what it cannot meet', async ({ skip }) => {
  try {
    execFileSync('curl', ['--version'])
  } catch {
    skip('curl is not installed')
  }
  const curl = (...flags: string[]) => ['curl', '-sS', '-o', '/dev/null', ...flags, '-X', '{method}', '{url}']
  const over2 = await checkCommand(curl('--fail', '--http2'), { rules: ['refused-stream-sent-again'], clock: 'real' })
  expect(over2.verdicts[0]?.verdict, over2.verdicts[0]?.evidence).toBe('pass')
  const over1 = await checkCommand(curl('--http1.1'), { rules: ['refused-stream-sent-again'], clock: 'real' })
  expect(over1.verdicts[0]?.evidence).toContain('speaks HTTP/1.1')
  expect(over1.verdicts[0]?.verdict).toBe('not-applicable')
})
