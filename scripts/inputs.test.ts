import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readInput } from '../contracts/read-input.ts'
import { type JsonSchema, published } from '../contracts/schemas/json-schema.ts'
import { nodePlatform } from '../mocks/adapters/node-platform.ts'
import { defaultBasePath } from '../mocks/core/base-path.ts'
import { createCore } from '../mocks/core/core.ts'
import { systemTime } from '../mocks/core/time.ts'
import { isSuccessStatus } from '../mocks/faults/named-statuses.ts'
import { nearPath } from '../mocks/faults/near-path.ts'
import { pathFormat } from '../mocks/faults/path-pattern.ts'
import { createFaultPlan } from '../mocks/faults/plan.ts'
import { dataValidators } from '../mocks/generated/data-validators.js'
import { filterFields } from '../mocks/journal/filter-schema.ts'
import { readAwaited, readFilter } from '../mocks/journal/read-filter.ts'
import { parseScenario } from '../mocks/scenario/parse-scenario.ts'
import { createControl } from '../mocks/server/control/control.ts'
import { almostOfSchema } from '../mocks/testing/any-of-schema.ts'
import { plainRequest } from '../mocks/testing/plain-request.ts'
import { readAnswer } from '../suites/client/driver/protocol.ts'
import { readProfile } from '../suites/client/profile.ts'
import { readConfig } from './config/read-config.ts'
import { inputGroups } from './generate/inputs.ts'
import { addAscending } from './generate/validators.ts'

const core = createCore({ platform: nodePlatform, time: systemTime(), files: 1, http2: true })
const control = createControl({
  core,
  time: systemTime(),
  host: '127.0.0.1',
  token: undefined,
  uuid: nodePlatform.uuid,
  version: 'test',
  basePath: defaultBasePath,
  startedMs: 0,
})

/** Whether the control API takes a request; a refusal is a 422 and nothing else. */
async function isTaken(method: string, path: string, body?: unknown): Promise<boolean> {
  core.reset()
  const headers = { host: '127.0.0.1', 'content-type': 'application/json' }
  const json = body === undefined ? {} : { body: JSON.stringify(body) }
  const { status } = await control(plainRequest({ method, target: `/__mock${path}`, headers, ...json }))
  if (status >= 300 && status !== 422) throw new Error(`${method} ${path} answered ${status}`)
  return status < 300
}

function isRead(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch {
    return false
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const numbers = Object.entries<JsonSchema>(filterFields).flatMap(([name, { type }]) =>
  type === 'integer' ? [name] : [],
)
const isNumber = (name: string) => numbers.includes(name)
const isPlain = (value: unknown): value is Record<string, string | number> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  // In a query everything is text, so that 5 and "5" are the same there.
  Object.entries(value).every(([name, held]) =>
    isNumber(name) ? Number.isSafeInteger(held) || (isText(held) && !/^\d+$/.test(held)) : isText(held),
  )

const queryOf = (value: Record<string, string | number>) =>
  new URLSearchParams(Object.entries(value).map(([name, held]) => [name, String(held)])).toString()

type Taken = boolean | undefined | Promise<boolean>

const ofQuery =
  (path: string) =>
  (value: unknown): Taken =>
    isPlain(value) ? isTaken('GET', `${path}?${queryOf(value)}`) : undefined

/** A driver's line, where it is of this kind: `takes` and `unsupported` tell the kinds apart. */
const ofDriver = (value: unknown, kind: 'id' | 'unsupported' | 'takes'): Taken => {
  const found = ['takes', 'unsupported'].find((field) => Object.hasOwn(Object(value), field)) ?? 'id'
  return found === kind ? !('problem' in readAnswer(JSON.stringify(value))) : undefined
}

/** What the mock, the suite or the command does with a value; undefined where its way in cannot carry it. */
const ends: Readonly<Record<string, (value: unknown) => Taken>> = {
  PlanInput: (value) => isTaken('POST', '/faults', value),
  Delay: (delay) => 'entry' in createFaultPlan().offer({ fault: { error: 'HTTP_500', delay } }),
  GivenFault: (fault) => 'entry' in createFaultPlan().offer({ fault }),
  StatusFault: (fault) =>
    ['error', 'transport', 'location'].some((field) => Object.hasOwn(Object(fault), field)) ||
    isSuccessStatus(Object(fault).status)
      ? undefined
      : 'entry' in createFaultPlan().offer({ fault }),
  TenantPatch: (value) => isTaken('PATCH', '/tenants/me', value),
  JournalFilter: (value) => isRead(() => readFilter(value as object)),
  AwaitedAttempts: (value) => isRead(() => readAwaited(value as object)),
  Scenario: (value) => isRead(() => parseScenario(JSON.stringify(value), 'any.json')),
  // Beyond its schema, ids must name something; its own tests see to that.
  WorldData: (value) => !('problem' in readInput(dataValidators.WorldData, value)),
  OwnScenario: (value) => (Object.hasOwn(Object(value), 'name') ? undefined : isTaken('POST', '/scenarios', value)),
  NamedScenario: (value) =>
    typeof value === 'object' && value !== null && 'name' in value
      ? isTaken('POST', '/scenarios', isText(value.name) ? { ...value, name: 'worst-day' } : value)
      : undefined,
  ScenarioOrder: (value) =>
    isTaken('POST', '/scenarios', isText(Object(value).name) ? { ...Object(value), name: 'worst-day' } : value),
  ResetOrder: (value) => isTaken('POST', '/reset', value),
  NoQuery: ofQuery('/health'),
  TenantQuery: ofQuery('/faults'),
  JournalQuery: ofQuery('/journal'),
  TenantPath: (value) => {
    const { name, ...others } = Object(value)
    const isSegment = isText(name) && name !== '' && Object.keys(others).length === 0
    return isSegment ? isTaken('GET', `/tenants/${encodeURIComponent(name)}`) : undefined
  },
  ConfigFile: (value) => isRead(() => readConfig(value, 'the file')),
  OutcomeAnswer: (value) => ofDriver(value, 'id'),
  UnsupportedAnswer: (value) => ofDriver(value, 'unsupported'),
  TakesAnswer: (value) => ofDriver(value, 'takes'),
  Profile: (value) => isRead(() => readProfile(JSON.stringify(value))),
}

const ajv = new Ajv2020({ strict: false })
addAscending(ajv)
ajv.addFormat(pathFormat, (path: string) => nearPath(path) === undefined)

const inputs = inputGroups.flatMap(({ schemas, validated }) => validated.map((name) => [name, schemas] as const))

test.each(inputs)('%s: what its published schema takes is taken, and nothing else', async (name, schemas) => {
  const schema = schemas[name]
  const end = ends[name]
  if (!schema || !end) throw new Error(`${name} has no end here`)
  const bySchema = ajv.compile({ $ref: `#/$defs/${name}`, $defs: published(schemas) })
  const seen = { taken: 0, refused: 0 }
  const agree = fc.asyncProperty(almostOfSchema(schema, schemas), async (value) => {
    const plain: unknown = JSON.parse(JSON.stringify(value))
    const taken = await end(plain)
    if (taken === undefined) return
    seen[taken ? 'taken' : 'refused'] += 1
    if (taken !== bySchema(plain))
      throw new Error(`${JSON.stringify(plain)} is ${taken ? 'taken' : 'refused'}, unlike its schema says`)
  })
  // Where one kind of value is rare, chance may give too few of it in one round.
  for (let round = 0; round < 20 && Math.min(seen.taken, seen.refused) < 5; round += 1)
    await fc.assert(agree, { numRuns: 500 })
  expect(seen.taken, 'values that are right').toBeGreaterThan(4)
  expect(seen.refused, 'values that are wrong').toBeGreaterThan(4)
})
