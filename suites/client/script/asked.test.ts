import { describe, expect, it, test } from 'vitest'
import { answerAside, createAskedFilter } from './asked.ts'

const asked = { method: 'GET', path: '/user-files?limit=20' } as const
const kinds = (script: Parameters<typeof createAskedFilter>[1], ...requests: readonly string[]) => {
  const kindOf = createAskedFilter(asked, script)
  return requests.map((request) => {
    const [method = '', target = ''] = request.split(' ')
    return kindOf({ method, target })
  })
}

describe('a request', () => {
  it.each([
    ['of the method to the path', ['GET /api/v2/user-files'], ['attempt']],
    ['with another query', ['GET /api/v2/user-files?limit=20&x=1'], ['attempt']],
    ['with slashes too many', ['GET /api/v2//user-files/'], ['attempt']],
    ['behind the base URL twice', ['GET /api/v2/api/v2/user-files'], ['attempt']],
    ['to another path', ['GET /api/v2/folders'], ['aside']],
    ['to the root', ['GET /'], ['aside']],
    ['of another method, first', ['HEAD /api/v2/user-files', 'POST /api/v2/user-files'], ['aside', 'aside']],
    [
      'of another method, after the first',
      ['GET /api/v2/user-files', 'POST /api/v2/user-files'],
      ['attempt', 'attempt'],
    ],
    [
      'of another method that the call used before its first',
      ['POST /api/v2/user-files', 'GET /api/v2/user-files', 'POST /api/v2/user-files'],
      ['aside', 'attempt', 'aside'],
    ],
    [
      'that asks what is possible',
      ['GET /api/v2/user-files', 'OPTIONS /api/v2/user-files', 'HEAD /api/v2/user-files'],
      ['attempt', 'aside', 'aside'],
    ],
  ])('%s is an attempt or not', (_, requests, wanted) => {
    expect(kinds([], ...requests)).toEqual(wanted)
  })

  it('to where the script redirects is an attempt, once there has been one', () => {
    const script = [{ status: 307, location: '/moved' }]
    const requests = ['GET /api/v2/moved', 'GET /api/v2/user-files', 'GET /api/v2/moved', 'GET /api/v2/other']
    expect(kinds(script, ...requests)).toEqual(['aside', 'attempt', 'attempt', 'aside'])
  })
})

test('an aside is allowed everything, and gets a token', () => {
  const headers = { origin: 'https://app.example', 'access-control-request-headers': 'x-key' }
  const answers = [
    answerAside({ method: 'OPTIONS', headers }),
    answerAside({ method: 'OPTIONS', headers: {} }),
    answerAside({ method: 'HEAD', headers: {} }),
    answerAside({ method: 'POST', headers: {} }),
  ]
  expect(answers).toMatchSnapshot()
})
