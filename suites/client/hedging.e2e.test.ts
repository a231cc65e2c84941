import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { hedging } from '../../fixtures/clients/hedging.ts'
import { checkClient } from './check-client.ts'
import { checkCommand } from './command/check-command.ts'
import { checkDriver } from './driver/check-driver.ts'

const program = (path: string) => [process.execPath, fileURLToPath(new URL(path, import.meta.url)), 'hedging']
const rules = ['hedging-declared']

/** Two requests were in flight for every method but POST and PATCH. */
function expectHedges({ verdicts: [declared] }: Awaited<ReturnType<typeof checkClient>>) {
  expect(declared?.findings.map(({ scenario, verdict }) => [scenario.split(' ')[0], verdict])).toEqual([
    ['GET', 'warn'],
    ['POST', 'pass'],
    ['PUT', 'warn'],
    ['PATCH', 'pass'],
    ['DELETE', 'warn'],
  ])
  expect(declared?.evidence).toMatch(/^hedges GET: the first of 1 further attempt came after .* ms, 2 times the load$/)
}

describe('a client that hedges what is safe', () => {
  it('is seen to in process', async () => {
    expectHedges(await checkClient(hedging(['GET', 'PUT', 'DELETE']), { rules }))
  })

  it('is seen to as a command', async () => {
    expectHedges(await checkCommand(program('../../fixtures/clients/run.ts'), { rules, clock: 'real' }))
  })

  it('is seen to behind a driver', async () => {
    expectHedges(await checkDriver(program('../../fixtures/clients/drivers/driver.ts'), { rules, clock: 'real' }))
  })
})

it('a client that hedges POST is failed for it', async () => {
  const { verdicts } = await checkClient(hedging(['POST']), { rules: ['post-not-retried-unsafe'] })
  const broken = verdicts[0]?.findings.filter(({ verdict }) => verdict === 'fail').map(({ evidence }) => evidence)
  expect(broken).toContainEqual(expect.stringContaining('it hedges POST'))
})
