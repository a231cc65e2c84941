import { expect, test } from 'vitest'
import { bindTenant, type NamingParts } from './bind-tenant.ts'

const parts = ({ body = {}, ...fields }: Partial<Omit<NamingParts, 'body'>> & { body?: object }): NamingParts => ({
  params: {},
  query: {},
  body: body as NamingParts['body'], // a body that its schema has let pass
  ...fields,
})
const fault = { fault: { error: 'TIMEOUT' } } as const

test.each([
  ['query', parts({ query: { after: 3 } }), parts({ query: { after: 3, tenant: 'ann' } })],
  ['query', parts({ query: { tenant: 'ann' } }), parts({ query: { tenant: 'ann' } })],
  ['body', parts({ body: fault }), parts({ body: { ...fault, tenant: 'ann' } })],
  ['body', parts({ body: { ...fault, tenant: 'ann' } }), parts({ body: { ...fault, tenant: 'ann' } })],
  ['body', parts({ body: { faults: [fault] } }), parts({ body: { faults: [fault], tenant: 'ann' } })],
  ['path', parts({ params: { name: 'ann' } }), parts({ params: { name: 'ann' } })],
  ['id', parts({ params: { id: 'bob' } }), parts({ params: { id: 'bob' } })],
  ['nowhere', parts({}), parts({})],
] as const)('a call that says whose it is in its %s is for the tenant: %j', (place, given, bound) => {
  expect(bindTenant('ann', place, given)).toEqual({ parts: bound })
})

test.each([
  ['query', parts({ query: { tenant: 'bob' } }), 'tenant'],
  ['body', parts({ body: { ...fault, tenant: 'bob' } }), 'tenant'],
  ['body', parts({ body: { faults: [fault, { ...fault, tenant: 'bob' }] } }), 'tenant'],
  ['body', parts({ body: { faults: [fault], tenants: { ann: {}, bob: {} } } }), 'tenant'],
  ['path', parts({ params: { name: 'bob' } }), 'name'],
] as const)('a call that names another in its %s is refused: %j', (place, given, field) => {
  expect(bindTenant('ann', place, given)).toEqual({
    problem: { field, issue: 'Is bob, but what goes by /t/ann is for ann only' },
  })
})
