import { parse as parseYaml } from 'yaml'
import { nodePlatform } from '../../mocks/adapters/node-platform.ts'
import { type CoreOptions, createCore } from '../../mocks/core/core.ts'
import { systemTime } from '../../mocks/core/time.ts'
import { parseData } from '../../mocks/data-file/data-file.ts'
import { namedScenario, scenarioNames } from '../../mocks/scenario/built-in.ts'
import { parseScenario } from '../../mocks/scenario/parse-scenario.ts'
import { readBaseline } from '../../suites/backend/baseline.ts'
import { readHar } from '../../suites/backend/recorded/har.ts'
import { readJournal } from '../../suites/backend/recorded/journal.ts'
import type { Run } from '../../suites/backend/run.ts'
import { judgeRun } from '../../suites/backend/verify.ts'
import { readAnswer } from '../../suites/client/driver/protocol.ts'
import { readProfile } from '../../suites/client/profile.ts'
import { readAccepted } from '../../suites/drift/accepted.ts'
import { compareDocuments } from '../../suites/drift/compare.ts'
import { readDocument } from '../../suites/drift/document.ts'
import { judgeDrift } from '../../suites/drift/judge.ts'
import { reporters } from '../backend-report.ts'
import { mockConfig } from '../config/mock-config.ts'
import { parseConfig } from '../config/read-config.ts'
import { verifyConfig } from '../config/verify-config.ts'
import { parsePlan } from '../proxy-faults.ts'
import { sampleData, sampleHar, sampleJournal, samplePublished } from './file-samples.ts'
import { messageOf } from './raw-request.ts'

/** A kind of file that commands read. */
export interface FileKind {
  /** Values of which each is a good file. */
  readonly samples: readonly unknown[]
  /** Reads a text as the commands do, and does with it what they do. Throws what they would print. */
  use(text: string): void | Promise<void>
}

const baseUrl = 'https://staging.example/api/v2'

const lists = ['/user-files', '/folders', '/documents', '/videos', '/links', '/chat/sessions', '/tenant/limits']

/** Asks a mock that begins like this for what is in it. */
async function askAround(beginning: Pick<CoreOptions, 'scenario' | 'data'>): Promise<void> {
  const time = { ...systemTime(), sleep: async () => undefined }
  const failures: unknown[] = []
  const onError = (error: unknown) => void failures.push(error)
  const core = createCore({ platform: nodePlatform, time, files: 3, onError, ...beginning })
  for (const path of lists) {
    const headers = { authorization: 'Bearer aion_test_world_of_a_damaged_file', host: 'mock.test' }
    const { outcome, attempt } = await core.handle(
      messageOf({ method: 'GET', target: `/api/v2${path}`, headers, body: null }),
    )
    if (failures.length > 0) throw new AggregateError(failures, `${path} failed inside: ${failures}`)
    if (attempt?.fault == null && 'status' in outcome && outcome.status >= 500)
      throw new Error(`${path} answered ${outcome.status} unasked`)
  }
}

function report(run: Run): void {
  const verification = judgeRun(run)
  for (const write of Object.values(reporters)) write(verification)
}

const contract = readDocument(samplePublished)

/** Every kind of file that a command takes. */
export const fileKinds: Readonly<Record<string, FileKind>> = {
  scenario: {
    samples: scenarioNames().map(namedScenario),
    use: (text) => askAround({ scenario: parseScenario(text, 'the scenario') }),
  },
  data: { samples: [sampleData], use: (text) => askAround({ data: parseData(text, 'the data') }) },
  config: {
    samples: [
      {
        mock: { port: 4010, plan: 'starter', latency: 'lognormal(200, 0.5)', scenario: 'worst-day', data: 'mine.yaml' },
        verify: { keys: { main: '$STAGING_KEY' }, allow: ['writes'], only: ['error-is-envelope'], maxRequests: 10 },
      },
    ],
    use(text) {
      const config = { path: 'the config', folder: '/', config: parseConfig(text, 'the config') }
      mockConfig(config, { STAGING_KEY: 'k' })
      verifyConfig(config, { STAGING_KEY: 'k' })
    },
  },
  plan: {
    samples: [
      [{ match: { operation: 'listFiles' }, fault: { error: 'TIMEOUT', delay: { uniform: [1, 2] } }, times: 2 }],
    ],
    use: (text) => void parsePlan(text, 'the plan'),
  },
  profile: { samples: [{ maxAttempts: 3, retriesPost: 'with-key' }], use: (text) => void readProfile(text) },
  baseline: {
    samples: [{ verdicts: [{ rule: 'a', findings: [{ verdict: 'fail', fingerprint: 'abc' }] }] }],
    use: (text) => void readBaseline(text),
  },
  har: { samples: [sampleHar(baseUrl)], use: (text) => report(readHar(text, baseUrl)) },
  journal: { samples: [sampleJournal()], use: (text) => report(readJournal(text, baseUrl)) },
  accepted: {
    samples: [[{ rule: 'answers-agree', where: '/folders*', reason: 'known' }]],
    use(text) {
      const accepted = readAccepted(parseYaml(text))
      judgeDrift(compareDocuments({ published: contract, contract }), accepted)
    },
  },
  published: {
    samples: [samplePublished],
    use(text) {
      const published = readDocument(parseYaml(text))
      judgeDrift(compareDocuments({ published, contract }), [])
    },
  },
  driver: {
    samples: [{ id: 1, ok: false, status: 429, code: 'RATE_LIMIT_ERROR', retry_after: 5 }, { takes: ['cancel'] }],
    use: (text) => void readAnswer(text),
  },
}
