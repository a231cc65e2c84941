import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sampleDrivers } from '../testing/sample-drivers.ts'
import { checkDriver } from './check-driver.ts'

const rules = ['success-is-2xx', 'no-retry-4xx', 'error-surfaces-envelope']
const page = readFileSync(new URL('../../../docs/driver.md', import.meta.url), 'utf8')

// They wait most of the time, and not for each other.
describe.concurrent.each(sampleDrivers)('$file', ({ file, path, argv, impossible }) => {
  it('has at most forty lines, and stands on the page', () => {
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(40)
    expect(page).toContain(`(../fixtures/clients/drivers/${file})`)
  })

  it('speaks the protocol, and its client shows every error', { timeout: 180_000 }, async ({ skip }) => {
    if (impossible !== undefined) return skip(impossible)
    const { verdicts, notes } = await checkDriver(argv, { rules, clock: 'real' })
    expect(notes).toEqual([])
    expect(verdicts.map(({ rule, verdict, evidence }) => `${rule}: ${verdict}, ${evidence}`)).toEqual(
      rules.map(() => expect.stringContaining(': pass,')),
    )
  })
})

it.concurrent('httpx under asyncio can be cancelled', { timeout: 180_000 }, async ({ skip }) => {
  const httpx = sampleDrivers.find(({ file }) => file === 'httpx_driver.py')
  if (!httpx || httpx.impossible !== undefined) return skip(httpx?.impossible)
  const { verdicts } = await checkDriver(httpx.argv, { rules: ['abort-during-wait'], clock: 'real' })
  expect(verdicts[0]).toMatchObject({ verdict: 'pass' })
})

it.concurrent.for(['httpx_driver.py', 'driver.go'])(
  '%s is given streams',
  { timeout: 180_000 },
  async (file, { skip }) => {
    const driver = sampleDrivers.find((one) => one.file === file)
    if (!driver || driver.impossible !== undefined) return skip(driver?.impossible)
    const { verdicts } = await checkDriver(driver.argv, { rules: ['replay-identical'], clock: 'real' })
    const findings = verdicts.flatMap((one) => one.findings).filter(({ scenario }) => scenario.includes('stream body'))
    expect(findings.length).toBeGreaterThan(5)
    expect(findings.map(({ verdict, evidence }) => `${verdict}: ${evidence}`)).toEqual(
      findings.map(() => expect.stringContaining('pass:')),
    )
  },
)
