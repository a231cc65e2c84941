import { type OperationId, operationIds, operationRow } from '../../../contracts/operations/index.ts'
import { isOpen } from '../../../contracts/operations/operation.ts'
import type { Probe, ProbeBody, Recipe } from '../probe.ts'

/** Bodies that no operation can take for valid, so that nothing changes even where no key is asked for. */
const invalidBodies: Readonly<Record<'json' | 'multipart' | 'bytes', ProbeBody>> = {
  json: { json: [] },
  multipart: { text: '--none--\r\n', contentType: 'multipart/form-data; boundary=none' },
  bytes: { text: '', contentType: 'application/octet-stream' },
}

/** Whether an operation can be asked for in a form that changes nothing: it only reads, names something, or takes a body. */
function isHarmless(id: OperationId): boolean {
  const { method, path, body } = operationRow(id)
  return method === 'GET' || path.includes('{') || body !== undefined
}

function probeWithoutKey(id: OperationId): Probe {
  const { path, body } = operationRow(id)
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  return {
    id: `no-key-${id}`,
    intent: 'no-key',
    operation: id,
    credential: 'none',
    ...(names.length > 0 && { params: Object.fromEntries(names.map((name) => [name, '$missing'])) }),
    ...(body && { body: invalidBodies[body.type] }),
  }
}

/** What asks for a key; a session is extended with a token of its own. */
const closed = operationIds.filter((id) => {
  const { access } = operationRow(id)
  return !isOpen(access) && access !== 'refresh' && isHarmless(id)
})

/** Every operation without a key: 401 is due before the path, the id or the body is looked at. */
export const withoutKeyRecipes = [
  {
    id: 'without-a-key',
    aims: ['INVALID_API_KEY', 'unauthorized'],
    needs: [],
    cost: 'one refused request to each operation: to an id that names nothing, with a body that is invalid',
    probes: closed.map(probeWithoutKey),
  },
] as const satisfies readonly Recipe[]
