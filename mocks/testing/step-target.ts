import type { StepTarget } from '../../fixtures/steps/run-steps.ts'
import { applyTenantPatch } from '../tenant/tenant-patch.ts'
import { type TestMock, testOrigin } from './test-mock.ts'

/** Runs steps against a server over HTTP; changes of a tenant go through its control API. */
export function stepTarget({ url, control }: { readonly url: string; readonly control: string }): StepTarget {
  return {
    baseUrl: url,
    async send({ url: target, ...request }) {
      const response = await fetch(target, { ...request, redirect: 'manual' })
      return { status: response.status, header: (name) => response.headers.get(name), text: await response.text() }
    },
    async change(name, change) {
      const response = await fetch(`${control}/tenants/${name}`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(change),
      })
      if (!response.ok) throw new Error(`The control API answered ${response.status}: ${await response.text()}`)
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
      applyTenantPatch(await mock.tenant(name), change)
    },
  }
}
