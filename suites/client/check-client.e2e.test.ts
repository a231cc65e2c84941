import { describe, expect, it } from 'vitest'
import { conforming } from '../../fixtures/clients/conforming-call.ts'
import { documentedCall } from '../../fixtures/clients/documented.ts'
import { checkClient } from './check-client.ts'

describe('checkClient', () => {
  it('finds nothing wrong with the conforming client', async () => {
    const { judgements } = await checkClient(conforming)
    expect(judgements.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  })

  it('shows the known defects of the documented client under their rules', async () => {
    const { judgements } = await checkClient(documentedCall)
    const failed = judgements.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule)
    expect(failed).toEqual(
      expect.arrayContaining([
        'ra-seconds-min-wait',
        'success-is-2xx',
        'no-wait-after-last',
        'error-surfaces-envelope',
      ]),
    )
  })

  it('refuses a rule that does not exist, and names the near one', async () => {
    await expect(checkClient(conforming, { rules: ['ra-second-min-wait'] })).rejects.toThrow(
      'Did you mean ra-seconds-min-wait?',
    )
  })
})
