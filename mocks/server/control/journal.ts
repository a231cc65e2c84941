import { first } from '../../core/message.ts'
import { jsonReply, noContent } from './json-reply.ts'
import { type ControlRoute, schemaRef } from './route.ts'

export const journalRoutes: readonly ControlRoute[] = [
  {
    id: 'readJournal',
    method: 'GET',
    path: '/journal',
    tenantIn: 'query',
    summary: 'The attempts that the mock keeps, oldest first.',
    query: 'JournalQuery',
    success: {
      status: 200,
      description: 'The attempts, and the cursor behind which the next request goes on.',
      schema: {
        type: 'object',
        required: ['attempts', 'cursor'],
        properties: {
          attempts: { type: 'array', items: { $ref: schemaRef('Attempt') } },
          cursor: {
            type: 'integer',
            description:
              'Lies before the first attempt under way, which is therefore delivered again once it has ended.',
          },
        },
      },
    },
    run: ({ core, query }) =>
      jsonReply({
        attempts: core.journal.attempts(query),
        cursor: core.journal.cursor(query.tenant),
      }),
  },
  {
    id: 'clearJournal',
    method: 'DELETE',
    path: '/journal',
    tenantIn: 'query',
    summary: 'Forgets the attempts of one tenant, or all.',
    query: 'TenantQuery',
    success: { status: 204, description: 'They are forgotten.' },
    run({ core, query: { tenant } }) {
      core.journal.clear(tenant)
      return noContent()
    },
  },
  {
    id: 'streamJournal',
    method: 'GET',
    path: '/journal/stream',
    tenantIn: 'query',
    summary:
      'Attempts as they end, as server-sent events; with after or Last-Event-ID, those that ended since come first.',
    query: 'JournalQuery',
    success: {
      status: 200,
      description:
        'Events named "attempt"; "missed" says how many ended faster than a stream tells, "dropped" that the reader fell asleep.',
      produces: 'text/event-stream',
    },
    run({ feed, query, request }) {
      const lastId = first(request.headers['last-event-id'])
      const resumed = lastId !== undefined && /^\d{1,15}$/.test(lastId) ? { after: Number(lastId) } : {}
      return {
        status: 200,
        headers: ['Content-Type', 'text/event-stream', 'Cache-Control', 'no-store'],
        body: feed.events({ ...query, ...resumed }),
      }
    },
  },
]
