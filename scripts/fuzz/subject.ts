import { nodePlatform } from '../../mocks/adapters/node-platform.ts'
import { defaultBasePath } from '../../mocks/core/base-path.ts'
import type { Core } from '../../mocks/core/core.ts'
import { systemTime } from '../../mocks/core/time.ts'
import { createControl } from '../../mocks/server/control/control.ts'
import { type MockServer, startMockServer } from '../../mocks/server/index.ts'
import { gatherCorpus } from './corpus.ts'
import type { RawRequest } from './raw-request.ts'

/** A mock that is fuzzed, in process and behind TLS. */
export interface Subject {
  readonly mock: MockServer
  readonly core: Core
  readonly control: ReturnType<typeof createControl>
  /** One valid request of each operation. */
  corpus(): readonly RawRequest[]
  /** What failed inside since it was asked last, as text. */
  takeFailure(): string | undefined
  /** Begins anew: a tenant whose key, quota or clock is spent shows nothing any more. */
  refresh(): Promise<void>
}

/** Starts a mock that never waits. */
export async function startSubject(seed: number): Promise<Subject> {
  const failures: unknown[] = []
  const time = { ...systemTime(), sleep: async () => undefined }
  const mock = await startMockServer({
    https: true,
    seed,
    files: 3,
    time,
    stream: { tokensPerSecond: 0 },
    onError: (error) => failures.push(error),
  })
  const core = mock.core as Core // what a server is made of
  const control = createControl({
    core,
    time,
    host: 'mock.test',
    token: undefined,
    uuid: nodePlatform.uuid,
    version: '0',
    basePath: defaultBasePath,
    startedMs: 0,
  })
  let corpus = await gatherCorpus(core)
  return {
    mock,
    core,
    control,
    corpus: () => corpus,
    takeFailure() {
      const failure = failures.pop()
      return failure === undefined ? undefined : `failed inside: ${failure instanceof Error ? failure.stack : failure}`
    },
    async refresh() {
      mock.reset()
      corpus = await gatherCorpus(core)
    },
  }
}
