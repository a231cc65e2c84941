import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conforming } from '../../fixtures/clients/conforming-call.ts'
import { documentedCall } from '../../fixtures/clients/documented.ts'
import { checkClient } from './check-client.ts'

const msw = { server: setupServer(), baseUrl: 'https://api.aionvision.example/api/v2' }

describe('a client that exists only behind MSW', () => {
  beforeAll(() => msw.server.listen({ onUnhandledFrame: 'error' }))
  afterAll(() => msw.server.close())

  it('is judged by all rules whose scripts MSW can serve', async () => {
    const { verdicts } = await checkClient(conforming, { msw })
    const open = verdicts.filter(({ verdict }) => verdict !== 'pass').map(({ rule, verdict }) => [rule, verdict])
    // These need a connection that misbehaves while it carries an answer.
    expect(open).toEqual([
      ['retry-broken-body', 'not-applicable'],
      ['timeout-covers-attempt', 'not-applicable'],
      ['interim-1xx-ignored', 'not-applicable'],
      ['answer-is-released', 'not-applicable'],
      ['early-answer-survives', 'not-applicable'],
      ['redirect-keeps-credentials', 'not-applicable'],
      ['stream-error-surfaces', 'not-applicable'],
      ['refused-stream-sent-again', 'not-applicable'],
      ['goaway-moves-on', 'not-applicable'],
    ])
  })

  it('shows the same defects as on a socket', async () => {
    const { verdicts } = await checkClient(documentedCall, {
      msw,
      rules: ['ra-seconds-min-wait', 'success-is-2xx', 'no-wait-after-last'],
    })
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail'])
  })
})
