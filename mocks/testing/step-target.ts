import type { StepTarget } from '../../fixtures/steps/run-steps.ts'
import type { TenantChange } from '../../fixtures/steps/step.ts'
import type { Core } from '../core.ts'
import { type TestMock, testOrigin } from './test-mock.ts'

/** Runs steps against a server over HTTP; changes of a tenant are made in its core. */
export function stepTarget({ url, core }: { readonly url: string; readonly core: Core }): StepTarget {
  return {
    baseUrl: url,
    async send({ url: target, ...request }) {
      const response = await fetch(target, { ...request, redirect: 'manual' })
      return { status: response.status, header: (name) => response.headers.get(name), text: await response.text() }
    },
    async change(name, change) {
      const tenant = await core.tenants.get(name)
      applyChange(tenant, change)
    },
  }
}

/** Runs steps against a core in process. */
export function coreTarget(mock: TestMock): StepTarget {
  return {
    baseUrl: `${testOrigin}/api/v2`,
    async send({ method, url, headers, body }) {
      const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
      const answer = await mock.send(method, url, { as: null, headers: lower, body })
      return { status: answer.status, header: (name) => answer.headers[name.toLowerCase()] ?? null, text: answer.text }
    },
    async change(name, change) {
      applyChange(await mock.tenant(name), change)
    },
  }
}

function applyChange(tenant: Awaited<ReturnType<Core['tenants']['get']>>, change: TenantChange): void {
  const { limits, clock, ...plain } = change
  Object.assign(tenant, plain)
  if (limits) tenant.limitOverrides = limits
  if (clock) tenant.clock.advance(clock.advanceMs)
}
