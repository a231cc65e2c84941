import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { buildOpenApi } from '../../contracts/openapi.ts'
import { readAccepted } from './accepted.ts'
import { findDrift } from './index.ts'
import type { Drift } from './judge.ts'
import { driftHtml, driftJson, driftJunit, driftText } from './report.ts'

// biome-ignore lint/suspicious/noExplicitAny: the tests below change a document wherever they like
const ownDocument = (): any => JSON.parse(JSON.stringify(buildOpenApi()))

/** What is not accepted, in short. */
const found = ({ verdicts }: Drift) =>
  verdicts
    .flatMap(({ findings }) => findings)
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ difference: d }) => d && `${d.rule} ${d.operation} ${d.where} ${d.what}: ${d.published} ${d.contract}`)

const changed = (change: (document: ReturnType<typeof ownDocument>) => void) => {
  const document = ownDocument()
  change(document)
  return document
}

test('the contract does not differ from itself', () => {
  const drift = findDrift(ownDocument())
  expect(found(drift)).toEqual([])
  expect([drift.isGood, drift.compared > 100]).toEqual([true, true])
})

test('neither does it from itself under a base path, with other names in its paths', () => {
  const document = changed((own) => {
    own.paths = Object.fromEntries(
      Object.entries(own.paths).map(([path, item]) => [
        `/api/v9${path.replaceAll('{image_id}', '{id}')}`,
        JSON.parse(JSON.stringify(item).replaceAll('"name":"image_id","in":"path"', '"name":"id","in":"path"')),
      ]),
    )
  })
  expect(found(findDrift(document))).toEqual([])
})

describe('a difference is seen', () => {
  const listFiles = (own: ReturnType<typeof ownDocument>) => own.paths['/user-files'].get
  const parameter = (own: ReturnType<typeof ownDocument>, name: string) =>
    listFiles(own).parameters.find((one: { name: string }) => one.name === name)
  const cases: readonly [string, (own: ReturnType<typeof ownDocument>) => void, readonly string[]][] = [
    [
      'an operation that is gone',
      (own) => delete own.paths['/folders'].get,
      ['operations-are-known GET /folders operation presence: absent there'],
    ],
    [
      'an operation that is new',
      (own) => Object.assign(own.paths, { '/brand-new/{id}': { put: { responses: { 200: { description: '' } } } } }),
      ['operations-are-known PUT /brand-new/{id} operation presence: there absent'],
    ],
    [
      'a parameter that is gone',
      (own) => listFiles(own).parameters.shift(),
      ['parameters-agree GET /user-files query search presence: absent there'],
    ],
    [
      'a parameter that is required now',
      (own) => Object.assign(parameter(own, 'tags'), { required: true }),
      ['parameters-agree GET /user-files query tags required: true false'],
    ],
    [
      'another limit and another default',
      (own) => Object.assign(parameter(own, 'limit').schema, { maximum: 200, default: 50 }),
      [
        'parameters-agree GET /user-files query limit default: 50 20',
        'parameters-agree GET /user-files query limit maximum: 200 100',
      ],
    ],
    [
      'a value more',
      (own) => parameter(own, 'sort_order').schema.enum.push('random'),
      ['parameters-agree GET /user-files query sort_order values: "asc", "desc", "random" "asc", "desc"'],
    ],
    [
      'a type of a body, behind a reference',
      (own) => Object.assign(own.components.schemas.CreateFolderRequest.properties.name, { type: 'integer' }),
      ['bodies-agree POST /folders body name type: integer string'],
    ],
    [
      'another success',
      (own) => {
        const { responses } = own.paths['/folders'].post
        responses[200] = responses[201]
        delete responses[201]
      },
      [
        'successes-agree POST /folders 200 presence: there absent',
        'successes-agree POST /folders 201 presence: absent there',
      ],
    ],
    [
      'a field of an answer, deep inside, that may be null no more',
      (own) => Object.assign(own.components.schemas.UserFile.properties.title, { type: 'string' }),
      ['answers-agree GET /user-files 200 files[].title type: string string or null'],
    ],
    [
      'a field of an answer that is gone',
      (own) => delete own.components.schemas.UserFile.properties.blur_hash,
      ['answers-agree GET /user-files 200 files[].blur_hash presence: absent there'],
    ],
    [
      'an error that is declared no more',
      (own) => delete listFiles(own).responses[402],
      ['errors-are-declared GET /user-files errors 402: not declared declared'],
    ],
  ]
  test.each(cases)('%s', (_, change, expected) => {
    const drift = findDrift(changed(change))
    expect(found(drift)).toEqual(expect.arrayContaining([...expected]))
    expect(drift.isGood).toBe(false)
  })

  test('but not another way to write the same', () => {
    const document = changed((own) => {
      Object.assign(own.components.schemas.UserFile.properties, {
        title: { anyOf: [{ type: 'string' }, { type: 'null' }], title: 'Title' },
      })
      own.components.schemas.Order = { enum: ['desc', 'asc'] }
      Object.assign(parameter(own, 'sort_order'), {
        schema: { allOf: [{ $ref: '#/components/schemas/Order' }], default: 'desc' },
      })
      own.components.parameters = { Limit: parameter(own, 'limit') }
      listFiles(own).parameters = listFiles(own).parameters.map((one: { name: string }) =>
        one.name === 'limit' ? { $ref: '#/components/parameters/Limit' } : one,
      )
    })
    expect(found(findDrift(document))).toEqual([])
  })
})

describe('accepted differences', () => {
  const document = changed((own) => delete own.paths['/folders'].get)
  const entry = { operation: 'GET /fold*', what: 'presence', reason: 'It moved.' }

  test('may stay, and are told with their reason', () => {
    const drift = findDrift(document, readAccepted([entry]))
    expect(drift.isGood).toBe(true)
    expect(driftHtml(drift, 'x')).toContain('It moved.')
  })

  test('that do not occur any more are told of, and break nothing', () => {
    const drift = findDrift(ownDocument(), readAccepted([entry]))
    expect(drift.isGood).toBe(true)
    expect(drift.verdicts.at(-1)).toMatchObject({ rule: 'accepted-differences-occur', verdict: 'warn' })
  })

  test.each([
    [{}, 'must be a list'],
    [['x'], 'entry 1 must be an object'],
    [[{ operation: 'x' }], 'entry 1 has no reason'],
    [[{ reason: 'x' }], 'would accept everything'],
    [[{ operaton: 'x', reason: 'y' }], 'Did you mean operation?'],
    [[{ what: 501, reason: 'y' }], 'quote numbers'],
  ])('are read strictly: %j', (value, message) => {
    expect(() => readAccepted(value)).toThrow(message)
  })
})

describe('what is no document is refused with a reason', () => {
  test.each([
    [null, 'not an object'],
    [{ swagger: '2.0' }, 'convert it'],
    [{ openapi: '3.1.0' }, 'no paths'],
    [{ paths: {} }, 'no OpenAPI 3 document'],
  ])('%j', (value, message) => {
    expect(() => findDrift(value)).toThrow(message)
  })

  test.each([
    ['#/components/schemas/Nowhere', 'leads nowhere'],
    ['other.json#/x', 'bundle it'],
    ['#/components/schemas/CreateFolderRequest', 'leads in a circle'],
  ])('a reference to %s', ($ref, message) => {
    const document = changed((own) => Object.assign(own.components.schemas, { CreateFolderRequest: { $ref } }))
    expect(() => findDrift(document)).toThrow(message)
  })

  test('one that shares nothing has not been looked at, which is no pass', () => {
    const drift = findDrift({ openapi: '3.1.0', paths: {} })
    expect(drift.isGood).toBe(false)
    expect(drift.verdicts.map(({ verdict }) => verdict)).not.toContain('inconclusive')
    expect(drift.verdicts[1]).toMatchObject({ verdict: 'not-provoked' })
  })
})

test('every report names what differs, and foreign text does nothing in it', () => {
  const document = changed((own) =>
    Object.assign(own.paths, { '/<img src=x>\u001b[2J': { get: { responses: { 200: { description: '' } } } } }),
  )
  const drift = findDrift(document)
  expect(driftText(drift)).toContain('GET /<img src=x>\\x1b[2J')
  expect(driftHtml(drift, 'x')).not.toContain('<img')
  expect(JSON.parse(driftJson(drift)).verdicts[0]).toMatchObject({ rule: 'operations-are-known', verdict: 'fail' })
  expect(driftJunit(drift, 'x')).toContain('<failure')
  expect(driftJunit(drift, 'x')).not.toContain('\u001b')
})

// The owner's document is no part of this project; where a copy lies beside it, what differs must be accounted for.
const published = new URL('../../../shared/reference/public-openapi.json', import.meta.url)

test.skipIf(!existsSync(published))('the published document differs only in what is accepted, with a reason', () => {
  const accepted = readAccepted(
    parse(readFileSync(new URL('../../fixtures/published/accepted-differences.yaml', import.meta.url), 'utf8')),
  )
  const drift = findDrift(JSON.parse(readFileSync(published, 'utf8')), accepted)
  expect(found(drift)).toEqual([])
  expect(drift.compared).toBeGreaterThan(180)
  expect(drift.verdicts.at(-1)?.verdict).toBe('pass')
})
