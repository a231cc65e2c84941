import { describe, expect, test } from 'vitest'
import { misplacedField } from './misplaced.ts'
import { needsHttp2, nobodySpeaksHttp2, onlyOverHttp2 } from './needs-http2.ts'

describe('a fault makes no sense', () => {
  const place = { operation: 'streamMessage', hasBody: true, takesHttp2: true } as const
  const cancel = { transport: 'h2-cancel' } as const
  const inStream = { error: 'TIMEOUT', when: 'streaming' } as const
  const inBody = { error: 'TIMEOUT', afterBytes: 5 } as const

  test.each([
    [cancel, place, undefined],
    [cancel, { ...place, takesHttp2: false }, { field: 'transport', issue: onlyOverHttp2 }],
    [inStream, place, undefined],
    [
      inStream,
      { ...place, operation: 'listFiles' },
      { field: 'when', issue: 'streaming is for what answers with a stream, such as streamMessage' },
    ],
    [
      inStream,
      { ...place, operation: undefined },
      { field: 'when', issue: 'streaming is for what answers with a stream, such as streamMessage' },
    ],
    [inBody, place, undefined],
    [
      inBody,
      { ...place, hasBody: false },
      { field: 'afterBytes', issue: 'Is for requests with a body, in the middle of which the fault comes' },
    ],
    [{ error: 'TIMEOUT' }, { operation: undefined, hasBody: false, takesHttp2: false }, undefined],
  ] as const)('%j at %j: %j', (fault, at, problem) => {
    expect(misplacedField(fault, at)).toEqual(problem)
  })

  test('where nobody speaks HTTP/2, in these words', () => {
    expect([onlyOverHttp2, nobodySpeaksHttp2]).toEqual([
      'Is of HTTP/2, and this request came over HTTP/1.1: start the mock with https, and let the client choose h2',
      'Is of HTTP/2, which this mock does not speak: start it with https',
    ])
    expect([needsHttp2(cancel), needsHttp2({ transport: 'reset' }), needsHttp2({ error: 'TIMEOUT' })]).toEqual([
      true,
      false,
      false,
    ])
  })
})
