import type { Chance } from './chance.ts'
import { damageJson } from './damage-json.ts'
import type { RawRequest } from './raw-request.ts'

type Mutation = (request: RawRequest, chance: Chance) => RawRequest

/** Replaces a few bytes, cuts, doubles or fills. */
export function damageBytes(body: Uint8Array<ArrayBuffer>, chance: Chance): Uint8Array<ArrayBuffer> {
  const cut = chance.below(body.length + 1)
  switch (chance.below(4)) {
    case 0:
      return body.slice(0, cut)
    case 1:
      return new Uint8Array([...body.slice(0, cut), ...chance.bytes(chance.below(8)), ...body.slice(cut)])
    case 2:
      return new Uint8Array([...body, ...body.slice(0, 2_000)])
    default: {
      const damaged = body.slice()
      for (let i = 0; i < 3 && damaged.length > 0; i += 1) damaged[chance.below(damaged.length)] = chance.below(256)
      return damaged
    }
  }
}

const fields = [
  'authorization',
  'content-type',
  'prefer',
  'mock-fault',
  'origin',
  'range',
  'if-none-match',
  'content-encoding',
  'accept',
  'x-request-id',
  'mock-time',
]

const mutations: readonly Mutation[] = [
  (request, chance) => ({
    ...request,
    method: chance.pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE']),
  }),
  (request, chance) => {
    const segments = request.target.split('/')
    segments[chance.below(segments.length)] = encodeURIComponent(chance.nasty().toWellFormed())
    return { ...request, target: segments.join('/') || '/' }
  },
  (request, chance) => {
    const name = chance.pick(['limit', 'offset', 'sort_by', 'ids', 'tags', 'mock-fault', 'search', chance.nasty()])
    const query = new URLSearchParams([[name, chance.nasty()]])
    return { ...request, target: `${request.target}${request.target.includes('?') ? '&' : '?'}${query}` }
  },
  (request, chance) => ({
    ...request,
    headers: { ...request.headers, [chance.pick(fields)]: chance.nasty().replace(/[^\t\x20-\x7e]/g, '') },
  }),
  (request, chance) => {
    const { [chance.pick(['authorization', ...Object.keys(request.headers)])]: _, ...headers } = request.headers
    return { ...request, headers }
  },
  (request, chance) => (request.body ? { ...request, body: damageBytes(request.body, chance) } : request),
  (request, chance) => {
    if (!request.body || !request.headers['content-type']?.includes('json')) return request
    try {
      const json: unknown = JSON.parse(new TextDecoder().decode(request.body))
      return { ...request, body: new TextEncoder().encode(JSON.stringify(damageJson(json, chance))) }
    } catch {
      return request // damaged before
    }
  },
]

/** Damages a valid request in one to three ways; one in ten stays as it is. */
export function mutateRequest(request: RawRequest, chance: Chance): RawRequest {
  if (chance.oneIn(10)) return request
  let damaged = request
  for (let count = 1 + chance.below(3); count > 0; count -= 1) damaged = chance.pick(mutations)(damaged, chance)
  return damaged
}
