import { operationIds, operationRow } from '../../../contracts/operations/index.ts'
import { keyPrefix } from '../../tenant/keys.ts'
import { jsonReply } from './json-reply.ts'
import type { ControlRoute } from './route.ts'

const operation = {
  type: 'object',
  required: ['id', 'method', 'path', 'summary', 'access', 'idempotent'],
  properties: {
    id: { enum: [...operationIds] },
    method: { type: 'string' },
    path: { type: 'string', description: 'Relative to the base path, parameters in braces.' },
    summary: { type: 'string' },
    access: { type: 'string' },
    idempotent: { type: 'boolean' },
  },
}

export const operationRoutes: readonly ControlRoute[] = [
  {
    id: 'listOperations',
    method: 'GET',
    path: '/operations',
    tenantIn: 'nowhere',
    summary: 'The operations of the API, and how to call them here.',
    success: {
      status: 200,
      description: 'The operations, the path under which they lie, and what the key of every tenant begins with.',
      schema: {
        type: 'object',
        required: ['basePath', 'keyPrefix', 'operations'],
        properties: {
          basePath: { type: 'string' },
          keyPrefix: { type: 'string' },
          operations: { type: 'array', items: operation },
        },
      },
    },
    run: ({ basePath }) =>
      jsonReply({
        basePath,
        keyPrefix,
        operations: operationIds.map((id) => {
          const { method, path, summary, access, idempotent } = operationRow(id)
          return { id, method, path, summary, access, idempotent }
        }),
      }),
  },
]
