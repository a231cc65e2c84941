import { describe, expect, test } from 'vitest'
import { createStillControl, jsonHeaders } from '../../testing/still-control.ts'

describe('the journal', () => {
  test('is read by tenant, from a cursor on, the newest alone, and forgotten', async () => {
    const { send, call } = createStillControl()
    for (let i = 0; i < 3; i += 1) await call('/api/v2/user-files')
    await call('/api/v2/folders', { authorization: 'Bearer aion_test_somebody_else_here' })
    const ids = async (query: string) =>
      (await send('GET', `/__mock/journal${query}`)).body.attempts.map(({ id }: { id: number }) => id)
    const [first = 0, second, third, fourth] = await ids('')
    expect(await ids('?newest=2')).toEqual([third, fourth])
    expect(await ids('?tenant=of_whole_answers')).toEqual([first, second, third])
    expect(await ids('?operation=listFolders')).toEqual([fourth])
    expect(await ids(`?after=${first}&newest=1&tenant=of_whole_answers`)).toEqual([third])
    expect((await send('DELETE', '/__mock/journal?tenant=of_whole_answers')).status).toBe(204)
    expect(await ids('')).toEqual([fourth])
    expect((await send('DELETE', '/__mock/journal')).status).toBe(204)
    expect(await ids('')).toEqual([])
  })

  test('tells an attempt whole', async () => {
    const { send, call } = createStillControl()
    await call('/api/v2/user-files?mock-fault=RATE_LIMIT_ERROR')
    const { status, headers, body } = await send('GET', '/__mock/journal')
    expect([status, headers]).toEqual([200, jsonHeaders])
    const [attempt] = body.attempts
    expect({ ...body, attempts: [{ ...attempt, requestId: 'id' }] }).toMatchInlineSnapshot(`
      {
        "attempts": [
          {
            "answerBytes": null,
            "atMs": 1768478490000.25,
            "body": null,
            "connection": 0,
            "fault": "RATE_LIMIT_ERROR;by=query",
            "headers": [
              "authorization",
              "Bearer aion_test_***",
            ],
            "id": 1,
            "method": "GET",
            "operation": "listFiles",
            "requestId": "id",
            "retryAfter": "5",
            "status": 429,
            "target": "/api/v2/user-files?mock-fault=RATE_LIMIT_ERROR",
            "tenant": "of_whole_answers",
            "times": {
              "bodyEndMs": null,
              "connectedMs": 0,
              "faultMs": null,
              "headMs": 0,
              "responseEndMs": 90000.25,
              "responseHeadMs": null,
            },
            "warnings": [],
          },
        ],
        "cursor": 1,
      }
    `)
  })

  test('is a stream, of which HEAD gets the head', async () => {
    const { send } = createStillControl()
    const headers = ['X-Request-ID', 'id-1', 'Content-Type', 'text/event-stream', 'Cache-Control', 'no-store']
    expect(await send('HEAD', '/__mock/journal/stream')).toEqual({ status: 200, headers, body: null })
    expect((await send('HEAD', '/__mock/health')).body).not.toBeNull()
  })

  test.each([
    ['0', [1, 2]],
    ['1', [2]],
    ['x', []],
    ['1234567890123456', []],
  ])('a stream that resumes behind %j tells %j at first', async (lastId, wanted) => {
    const { send, call } = createStillControl()
    for (let i = 0; i < 2; i += 1) await call('/api/v2/user-files')
    const { body } = await send('GET', '/__mock/journal/stream', undefined, { 'last-event-id': lastId })
    let text = ''
    for await (const bytes of body) {
      text += bytes
      if (text.includes('still here') || text.includes('attempt\n')) break
    }
    expect([...text.matchAll(/"id":(\d+)/g)].map(([, id]) => Number(id))).toEqual(wanted)
  })
})
