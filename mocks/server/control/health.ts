import { errorCodes, errorRow } from '../../../contracts/errors.ts'
import { jsonReply } from './json-reply.ts'
import type { ControlRoute } from './route.ts'

export const healthRoutes: readonly ControlRoute[] = [
  {
    id: 'getHealth',
    method: 'GET',
    path: '/health',
    tenantIn: 'nowhere',
    summary: 'Says that the mock is up.',
    success: {
      status: 200,
      description: 'It is up.',
      schema: {
        type: 'object',
        required: ['status', 'name', 'version', 'uptimeMs'],
        properties: {
          status: { const: 'ok' },
          name: { const: 'aion-contract' },
          version: { type: 'string' },
          uptimeMs: { type: 'number', minimum: 0 },
        },
      },
    },
    run: ({ time, startedMs, version }) =>
      jsonReply({ status: 'ok', name: 'aion-contract', version, uptimeMs: Math.round(time.monotonic() - startedMs) }),
  },
  {
    id: 'listErrors',
    method: 'GET',
    path: '/errors',
    tenantIn: 'nowhere',
    summary: 'The error table: every code that can be injected.',
    success: {
      status: 200,
      description: 'The table.',
      schema: {
        type: 'object',
        required: ['errors'],
        properties: {
          errors: {
            type: 'array',
            items: {
              type: 'object',
              required: ['code', 'status', 'message', 'meaning', 'remedy'],
              properties: {
                code: { enum: [...errorCodes] },
                status: { type: 'integer' },
                message: { type: 'string' },
                meaning: { type: 'string' },
                remedy: { type: 'string' },
              },
            },
          },
        },
      },
    },
    run: () => jsonReply({ errors: errorCodes.map((code) => ({ code, ...errorRow(code) })) }),
  },
]
