import { afterAll, beforeAll, describe } from 'vitest'
import { systemTime } from '../../../mocks/core/time.ts'
import { withstandAttacks } from '../../../mocks/testing/withstand-attacks.ts'
import { sampleRequest } from '../requests.ts'
import { type ScriptServer, startScript } from './server.ts'

const time = systemTime()
const start = (script: Parameters<typeof startScript>[0]['script']) =>
  startScript({
    script,
    request: sampleRequest('listFiles'),
    time,
    after(ms, callback) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
  })

let plain: ScriptServer
beforeAll(async () => {
  plain = await start([{ status: 200, times: '*' }])
})
afterAll(() => plain.close())

describe('the server of a scenario', () =>
  withstandAttacks(() => ({
    port: Number(new URL(plain.url).port),
    path: `${new URL(plain.url).pathname}/user-files`,
  })))
