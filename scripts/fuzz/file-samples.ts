import { buildEnvelope } from '../../contracts/envelope.ts'

const folder = '3f2b8c1e-5d4a-4b6f-9e7d-0a1b2c3d4e5f'

/** Data of which every kind of record is there. */
export const sampleData = {
  folders: [{ id: folder, name: 'Campaign' }],
  files: [
    { title: 'A red bicycle', tags: ['outdoor'], folder_id: folder, upload_description: 'A bicycle.' },
    { filename: 'second.jpg', content_type: 'image/jpeg', dimensions: { width: 640, height: 480 } },
  ],
  documents: [{ filename: 'contract.pdf', page_count: 3, text: ['Whoever signs this agrees.'] }],
  videos: [{ title: 'A walk', scenes: ['A street', 'A park'] }],
  links: [{ url: 'https://example.com/page' }],
  chats: [{ title: 'About bicycles', messages: [{ role: 'user', content: 'Which one is red?' }] }],
  members: [{ email: 'me@example.com', role: 'owner', password: 'a good one' }],
  tenants: { world_of_a_damaged_file: { files: [{ title: 'Alone' }] }, empty: {} },
}

const answers = [
  { status: 404, text: JSON.stringify(buildEnvelope('HTTP_404', 'id-1')) },
  { status: 429, text: JSON.stringify(buildEnvelope('RATE_LIMIT_ERROR', 'id-2')) },
  { status: 200, text: '{"files":[],"total_count":0}' },
]

/** A recording of three exchanges. */
export const sampleHar = (baseUrl: string) => ({
  log: {
    version: '1.2',
    entries: answers.map(({ status, text }, index) => ({
      startedDateTime: new Date(1_795_000_000_000 + index * 1_000).toISOString(),
      time: 20,
      request: {
        method: 'GET',
        url: `${baseUrl}/user-files?limit=1`,
        headers: [{ name: 'Authorization', value: 'Bearer aion_somebodys_key_00000' }],
        postData: { mimeType: 'application/json', text: '{"name":"a"}' },
      },
      response: {
        status,
        headers: [
          { name: 'Content-Type', value: 'application/json' },
          { name: 'Retry-After', value: '1' },
        ],
        content: { size: text.length, text },
      },
    })),
  },
})

/** What `GET /__mock/journal` answers. */
export const sampleJournal = () => ({
  attempts: [200, 404, null].map((status, index) => ({
    method: 'GET',
    target: '/api/v2/user-files?limit=1',
    headers: ['host', 'staging.example', 'authorization', 'Bearer aion_test_***'],
    status,
    fault: null,
    requestId: `id-${index}`,
    atMs: 1_795_000_000_000 + index,
    times: { headMs: 1, responseEndMs: 3 },
  })),
})

const problem = { $ref: '#/components/responses/Problem' }

/** A small OpenAPI document. */
export const samplePublished = {
  openapi: '3.1.0',
  info: { title: 'An API', version: '2' },
  paths: {
    '/folders': {
      get: {
        operationId: 'listFolders',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, default: 50 } }],
        responses: {
          200: {
            description: 'All',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Folders' } } },
          },
          404: problem,
        },
      },
      post: {
        operationId: 'createFolder',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Folder' } } } },
        responses: { 201: { description: 'Made' }, 422: problem },
      },
    },
  },
  components: {
    responses: { Problem: { description: 'An error' } },
    schemas: {
      Folder: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, id: { type: ['string', 'null'] } },
      },
      Folders: {
        type: 'object',
        properties: { folders: { type: 'array', items: { $ref: '#/components/schemas/Folder' } } },
      },
    },
  },
}
