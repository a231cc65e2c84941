import { namedScenario, scenarioNames } from '../../mocks/scenario/built-in.ts'
import { planBody } from './arbitrary-plan.ts'
import type { Chance } from './chance.ts'
import { damageJson } from './damage-json.ts'
import type { RawRequest } from './raw-request.ts'

/** A request to the control API: a plan, a patch, a scenario, or something that is none. */
export function controlRequest(chance: Chance): RawRequest {
  const [method, path] = chance.pick([
    ['POST', '/faults'],
    ['GET', '/faults'],
    ['DELETE', '/faults'],
    ['PATCH', '/tenants/fuzz_listFiles'],
    ['POST', '/scenarios'],
    ['GET', '/journal?tenant=fuzz_listFiles'],
    ['GET', '/journal/stream?after=0'],
    ['POST', '/reset'],
    [chance.nasty().replace(/[^A-Z]/g, '') || 'GET', `/${encodeURIComponent(chance.nasty().toWellFormed())}`],
  ] as const)
  const patch = {
    plan: chance.pick<unknown>(['starter', chance.nasty()]),
    clock: chance.pick<unknown>([{ advanceMs: 1_000 }, { set: chance.nasty() }, chance.nasty()]),
    usage: { descriptions: chance.pick<unknown>([0, 1e9, chance.nasty()]) },
  }
  const json = chance.pick<unknown>([
    planBody(chance),
    patch,
    { clock: { advanceMs: 60_000 } },
    damageJson({ ...namedScenario(chance.pick(scenarioNames())), tenant: 'fuzz_listFiles' }, chance),
    { name: chance.pick(scenarioNames()), tenant: 'fuzz_listFiles' },
    { name: chance.nasty() },
    { tenant: 'fuzz_listFiles' },
    chance.nasty(),
  ])
  const body = method === 'GET' || chance.oneIn(10) ? null : new TextEncoder().encode(JSON.stringify(json))
  return {
    method,
    target: `/__mock${path}`,
    headers: { host: 'localhost', ...(body && { 'content-type': 'application/json' }) },
    body,
  }
}
