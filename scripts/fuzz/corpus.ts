import { operationIds } from '../../contracts/operations/index.ts'
import { requests } from '../../fixtures/requests/index.ts'
import type { StepRequest } from '../../fixtures/steps/build-request.ts'
import { runSteps, type StepTarget } from '../../fixtures/steps/run-steps.ts'
import type { Core } from '../../mocks/core/core.ts'
import { applyTenantPatch } from '../../mocks/tenant/tenant-patch.ts'
import { messageOf, type RawRequest, textOf } from './raw-request.ts'

const origin = 'http://mock.test'

async function rawOf({ method, url, headers, body }: StepRequest): Promise<RawRequest> {
  const request = new Request(url, { method, headers, ...(body !== undefined && { body }) })
  const { pathname, search } = new URL(url)
  const bytes = body === undefined ? null : new Uint8Array(await request.arrayBuffer())
  return { method, target: pathname + search, headers: Object.fromEntries(request.headers), body: bytes }
}

/** The value of the last header of this name; names stand in any case. */
function headerOf(headers: readonly string[], name: string): string | null {
  const at = headers.findLastIndex((text, index) => index % 2 === 0 && text.toLowerCase() === name.toLowerCase())
  return at === -1 ? null : (headers[at + 1] ?? null)
}

/**
 * One valid request of each operation, and those that led there: what a fuzzer begins with. They are sent to this core, so
 * that what they made is there; each operation has a tenant of its own.
 */
export async function gatherCorpus(core: Core): Promise<RawRequest[]> {
  const corpus: RawRequest[] = []
  const target: StepTarget = {
    baseUrl: `${origin}/api/v2`,
    async send(request) {
      const raw = await rawOf(request)
      corpus.push(raw)
      const { outcome } = await core.handle(messageOf(raw))
      if ('transport' in outcome) throw new Error(`${raw.method} ${raw.target} broke its connection`)
      const { status, headers, body } = outcome
      return { status, header: (name) => headerOf(headers, name), text: await textOf(body) }
    },
    async change(name, change) {
      applyTenantPatch(await core.tenants.get(name), change)
    },
  }
  for (const id of operationIds) await runSteps(target, `fuzz_${id}`, requests[id])
  return corpus
}
