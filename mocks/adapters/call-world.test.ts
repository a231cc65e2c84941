import { expect, test } from 'vitest'
import { createFetch } from '../fetch.ts'

const url = 'https://api.aionvision.tech/api/v2/user-files'

test.each([
  ['a password in the address', url.replace('//', '//me:secret@'), {}],
  ['a method that is none', url, { method: 'GE T' }],
  ['an empty method', url, { method: '' }],
  ['a method that fetch does not send', url, { method: 'TRACE' }],
  ['an unknown redirect mode', url, { redirect: 'never' as RequestRedirect }],
])('%s is refused as fetch refuses it, and no attempt is made', async (_, address, init) => {
  const mock = createFetch({ acceptAnyKey: true })
  await expect(mock(address, init)).rejects.toThrow(TypeError)
  expect(mock.journal.attempts()).toEqual([])
})

test.each([
  ['get', 'GET'],
  ['delete', 'DELETE'],
  ['patch', 'patch'],
])('the method %s is sent as %s, as fetch does', async (method, sent) => {
  const mock = createFetch({ acceptAnyKey: true })
  await mock(url, { method })
  expect(mock.journal.attempts().map((attempt) => attempt.method)).toEqual([sent])
})
