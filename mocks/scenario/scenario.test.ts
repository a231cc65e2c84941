import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import schema from '../../fixtures/scenarios/generated/scenario.schema.json' with { type: 'json' }
import { nodePlatform } from '../adapters/node-platform.ts'
import { createCore } from '../core/core.ts'
import { systemTime } from '../core/time.ts'
import { anyFault } from '../testing/arbitrary-fault.ts'
import { applyScenario } from './apply-scenario.ts'
import { namedScenario, scenarioNames } from './built-in.ts'
import { chooseScenario } from './choose-scenario.ts'
import { parseScenario } from './parse-scenario.ts'
import { readScenario } from './scenario.ts'
import { readScenarioFile } from './scenario-file.ts'

const isBySchema = new Ajv2020({ strict: false }).compile(schema)

const core = () => createCore({ platform: nodePlatform, time: systemTime(), files: 1 })

describe('the scenarios that come with the package', () => {
  it('are these ten', () => {
    expect(scenarioNames()).toEqual([
      'expired-key',
      'flaky-network',
      'load-balancer-errors',
      'lost-answers',
      'months-end',
      'provider-outage',
      'rate-limit-storm',
      'slow-everything',
      'upload-overload',
      'worst-day',
    ])
  })

  it.each(scenarioNames())('%s is read, is valid by its schema, and says what it does', async (name) => {
    const scenario = namedScenario(name)
    if (!scenario) throw new Error(`${name} is not there`)
    expect(scenario.description).toMatch(/\.$/)
    expect([isBySchema(scenario), isBySchema.errors]).toEqual([true, null])
    const { faults, tenants } = core()
    expect(await applyScenario({ faults, tenants }, scenario)).toHaveProperty('entries.length', scenario.faults.length)
  })
})

describe('a scenario file', () => {
  const good = `
seed: 7
tenants:
  ci:
    plan: starter
faults:
  - match: { operation: listFiles }
    fault: { error: TIMEOUT }
`
  it('is YAML or JSON', () => {
    const scenario = parseScenario(good, 'good.yaml')
    expect(scenario).toEqual({
      seed: 7,
      tenants: { ci: { plan: 'starter' } },
      faults: [{ match: { operation: 'listFiles' }, fault: { error: 'TIMEOUT' } }],
    })
    expect(parseScenario(JSON.stringify(scenario, null, 2), 'good.json')).toEqual(scenario)
  })

  it.each([
    ['listFiles', 'listFile', 'bad.yaml:7:14: faults.0.match.operation: Must be an operation. Did you mean listFiles?'],
    [
      'TIMEOUT',
      'TIMEOT',
      'bad.yaml:8:14: faults.0.fault.error: Must be a code of the error table. Did you mean TIMEOUT?',
    ],
    [
      'plan: starter',
      'paln: starter',
      'bad.yaml:5:5: tenants.ci.paln: Is not a known field of a tenant. Did you mean plan?',
    ],
    ['starter', 'begginer', 'bad.yaml:5:5: tenants.ci.plan: Must be one of starter'],
    ['  ci:', '  c.i:', 'bad.yaml:4:3: tenants.c.i: Must be 1 to 64 letters'],
    [
      '  ci:',
      '  aion_test_name_of_a_pipeline:',
      'bad.yaml:4:3: tenants.aion_test_name_of_a_pipeline: Must be 1 to 64 letters, digits, _ or -; of a key, what',
    ],
    [
      'operation: listFiles',
      'path: /user-file',
      'bad.yaml:7:14: faults.0.match.path: Matches no path of the API. Did you mean /user-files?',
    ],
    ['operation: listFiles', 'path: /user-files/:id', 'Did you mean /user-files/*?'],
    ['seed: 7', 'sed: 7', 'bad.yaml:2:1: sed: Is not a known field'],
    ['seed: 7', 'seed: x', 'bad.yaml:2:1: seed: Must be a whole number'],
    ['seed: 7', 'seed: 7\nseed: 8', 'bad.yaml:3:1: Map keys must be unique'],
    ['seed: 7', 'seed: [', 'bad.yaml:'],
    ['seed: 7', 'seed: !secret 7', 'bad.yaml:2:7: Unresolved tag'],
    ['fault: {', 'fualt: {', 'bad.yaml:8:5: faults.0.fualt: Is not a known field'],
  ])('with %s for %s names the line and the word', (right, wrong, message) => {
    expect(() => parseScenario(good.replace(right, wrong), 'bad.yaml')).toThrow(message)
  })

  it.each(['', '[]', 'faults: []', '- a', '--- 1\n--- 2'])('that says "%s" is refused', (text) => {
    expect(() => parseScenario(text, 'bad.yaml')).toThrow(/^bad\.yaml:\d+:\d+: ./)
  })

  it('that multiplies itself by aliases is refused', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
    for (let i = 0; i < 9; i += 1) {
      const [from, to] = [String.fromCharCode(97 + i), String.fromCharCode(98 + i)]
      lines.push(`${to}: &${to} [*${from}, *${from}, *${from}, *${from}, *${from}, *${from}, *${from}, *${from}]`)
    }
    expect(() => parseScenario(lines.join('\n'), 'bomb.yaml')).toThrow(/^bomb\.yaml:/)
  })

  it('that is not there is refused, with the scenario that was meant', () => {
    expect(() => chooseScenario('rate-limit-strom', readScenarioFile)).toThrow(
      /^"rate-limit-strom" is not a scenario \(expired-key, .*\), and there is no such file\. Did you mean rate-limit-storm\?$/,
    )
    expect(() => chooseScenario('mine.yaml')).toThrow(/files are read in Node only/)
  })

  it('never ends in anything but a scenario or an error with its place', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('faults:', '\n', '  - ', 'fault: ', '{', '}', 'error: TIMEOUT', '&a', '*a'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          expect(parseScenario(pieces.join(''), 'any.yaml').faults.length).toBeGreaterThan(0)
        } catch (error) {
          expect(String(error)).toMatch(/^InputFileError: any\.yaml:\d+:\d+: ./)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('a scenario', () => {
  it('is taken exactly when its schema takes it', () => {
    const almost = fc.record(
      {
        seed: fc.oneof(fc.nat(), fc.jsonValue()),
        description: fc.oneof(fc.string(), fc.jsonValue()),
        tenants: fc.dictionary(fc.string(), fc.oneof(fc.constant({ plan: 'starter' }), fc.jsonValue()), { maxKeys: 2 }),
        faults: fc.array(
          fc.oneof(
            anyFault.map((fault) => ({ fault })),
            fc.record({ fault: fc.jsonValue(), times: fc.jsonValue() }, { requiredKeys: [] }),
          ),
          { maxLength: 2 },
        ),
        other: fc.jsonValue(),
      },
      { requiredKeys: ['faults'] },
    )
    fc.assert(
      fc.property(almost, (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value))
        expect([plain, 'scenario' in readScenario(plain)]).toEqual([plain, isBySchema(plain)])
      }),
      { numRuns: 500 },
    )
  })

  it('is applied whole or not at all', async () => {
    const { faults, tenants } = core()
    await applyScenario(
      { faults, tenants },
      { tenants: { ci: { plan: 'starter' } }, faults: [{ fault: { error: 'TIMEOUT' } }] },
    )
    expect((await tenants.get('ci')).plan).toBe('starter')
    const many = Array.from({ length: 9_999 }, () => ({ fault: { error: 'TIMEOUT' } }) as const)
    expect(faults.offerAll(many)).toHaveProperty('entries')
    const full = await applyScenario(
      { faults, tenants },
      { tenants: { ci: { plan: 'enterprise' } }, faults: [{ fault: { error: 'TIMEOUT' } }] },
    )
    expect(full).toHaveProperty('problem')
    expect((await tenants.get('ci')).plan).toBe('starter')
  })

  it('seeds its chances, each in its own way', async () => {
    const { faults, tenants } = core()
    const chance = { fault: { error: 'TIMEOUT' }, probability: 0.5 } as const
    await applyScenario({ faults, tenants }, { seed: 5, faults: [chance, chance, { ...chance, seed: 1 }] })
    expect(faults.list().map(({ seed }) => seed)).toEqual([5, 6, 1])
  })

  it('can be meant for one tenant', async () => {
    const { faults, tenants } = core()
    const fault = { error: 'TIMEOUT' } as const
    await applyScenario({ faults, tenants }, { faults: [{ fault }, { fault, tenant: 'you' }] }, 'me')
    expect(faults.list().map(({ tenant }) => tenant)).toEqual(['me', 'you'])
  })
})
