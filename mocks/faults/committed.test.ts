import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { expectAttempts } from '../journal/assertions.ts'
import { type MockServer, startMockServer } from '../server/index.ts'
import { worldOf } from '../testing/world-of.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await startMockServer({ files: 1 })
})
afterAll(() => mock.close())
beforeEach(() => mock.core.reset())

/** Posts, and posts again as long as the answer is lost or a 5xx: the blind retry. */
async function postStubbornly(path: string, body: object): Promise<Response> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      const response = await fetch(mock.url + path, {
        method: 'POST',
        headers: { Authorization: 'Bearer aion_test_name_of_your_choice', 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (response.status < 500) return response
    } catch {
      // the answer was lost
    }
  }
  throw new Error('No answer in five attempts')
}

const upload = { filename: 'report.pdf', content_type: 'application/pdf', size_bytes: 1_000 }
const reserve = (extra: object = {}) =>
  postStubbornly('/document-uploads/request-presigned-url', { ...upload, ...extra })
const uploads = async () => (await worldOf(mock, 'name_of_your_choice')).documentUploads.all()

describe('a fault after the operation committed', () => {
  it('leaves the write in place: a blind retry makes a duplicate', async () => {
    const planned = mock.faults.on('requestDocumentUpload', { transport: 'reset', when: 'committed' })
    expect((await reserve()).status).toBe(200)
    expect(await uploads()).toHaveLength(2)
    expect(planned.served).toBe(1)
    expectAttempts(mock.journal.attempts({ operation: 'requestDocumentUpload' }))
      .count(2)
      .statuses([null, 200])
      .sameBody()
  })

  it('makes no duplicate where an idempotency key goes with every attempt', async () => {
    mock.faults.on('requestDocumentUpload', [
      { transport: 'reset', when: 'committed' },
      { error: 'TIMEOUT', when: 'committed' },
    ])
    expect((await reserve({ idempotency_key: 'order-7' })).status).toBe(200)
    expect(await uploads()).toHaveLength(1)
    mock.faults.assertAllServed()
  })

  it('replaces the answer by an error of the contract just so', async () => {
    mock.faults.on('requestDocumentUpload', 'HTTP_500', { when: 'committed' })
    await reserve()
    expect(await uploads()).toHaveLength(2)
  })
})

describe('a fault before the operation', () => {
  it('leaves nothing behind', async () => {
    mock.faults.on('requestDocumentUpload', ['reset', 'HTTP_500'])
    await reserve()
    expect(await uploads()).toHaveLength(1)
  })
})
