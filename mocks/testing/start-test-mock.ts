import { type MockServer, type MockServerOptions, startMockServer } from '../server/index.ts'
import { assertContract } from './assert-contract.ts'

/** A mock server whose every success is held against the contract; closing it fails when one was not. */
export async function startTestMock(options: MockServerOptions = {}): Promise<MockServer> {
  const failures: unknown[] = []
  const server = await startMockServer({
    files: 5,
    rateLimit: false,
    stream: { tokensPerSecond: 0 },
    onError: (error) => failures.push(error),
    onSuccess: assertContract,
    ...options,
  })
  async function close() {
    await server.close()
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'))
  }
  return { ...server, close, [Symbol.asyncDispose]: close }
}
