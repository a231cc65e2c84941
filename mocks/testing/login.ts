import { memberPassword } from '../../fixtures/members.ts'
import { defaultTenant, type TestAnswer, type TestMock } from './test-mock.ts'

/** A member of a test mock's tenant, logged in. */
export interface TestUser {
  readonly token: string
  send(method: string, path: string, body?: unknown): Promise<TestAnswer>
}

export const asBearer = (token: string) => ({ as: null, headers: { authorization: `Bearer ${token}` } }) as const

/** Sends without a credential; the base URL names the default tenant. */
export const sendOpenly = (mock: TestMock, method: string, path: string, body?: unknown): Promise<TestAnswer> =>
  mock.send(method, `http://mock.test/t/${defaultTenant}/api/v2${path}`, { as: null, body })

export const userWith = (mock: TestMock, token: string): TestUser => ({
  token,
  send: (method, path, body) => mock.send(method, path, { ...asBearer(token), body }),
})

export async function logInAs(mock: TestMock, email: string, password = memberPassword): Promise<TestUser> {
  const { status, json } = await sendOpenly(mock, 'POST', '/auth/session/login', { email, password })
  if (status !== 200) throw new Error(`The login of ${email} was answered with ${status}: ${JSON.stringify(json)}`)
  return userWith(mock, json.session_token)
}
