import { type JsonSchema, wholeNumber } from '../../contracts/schemas/json-schema.ts'
import { tenantName } from '../tenant/keys.ts'
import { momentSchema } from '../tenant/moment-schema.ts'

/** How many records of a kind one tenant begins with at the most. */
const maxRecords = 20_000
const maxPixels = 4_096

const id = {
  type: 'string',
  pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  expected: 'a UUID in small letters, such as 3f2b8c1e-5d4a-4b6f-9e7d-0a1b2c3d4e5f',
}
const own = { ...id, description: 'Its id. Default: one that follows from the tenant and the place in the list.' }
const text = { type: 'string', maxLength: 10_000 }
const name = { type: 'string', minLength: 1, maxLength: 255 }
const list = (items: JsonSchema, tsType: string) => ({ type: 'array', items, maxItems: 1_000, tsType })
const words = { ...list(name, 'readonly string[]'), description: 'Its tags.' }
const pixels = { type: 'integer', minimum: 1, maximum: maxPixels }
const created = {
  ...momentSchema,
  description: 'When it was stored. Default: some time ago, the first of the list last.',
}
const folder = {
  ...id,
  type: ['string', 'null'],
  description: 'The folder in which it lies, by its id. Default: none.',
}
const size = { ...wholeNumber, maximum: 1_099_511_627_776, description: 'Its size in bytes.' }
const described = { ...text, description: 'What its description says.' }
const title = { ...name, description: 'Its title.' }
const filename = { ...name, description: 'Its name.' }

const record = (what: string, required: readonly string[], properties: Record<string, JsonSchema>): JsonSchema => ({
  title: what,
  type: 'object',
  ...(required.length > 0 && { required }),
  properties,
  additionalProperties: false,
})

const records = (of: string, description: string) => ({
  type: 'array',
  items: { $ref: `#/$defs/${of}` },
  maxItems: maxRecords,
  description,
  tsType: `readonly ${of}[]`,
})

const resources = {
  folders: records('FolderData', 'Folders, those above before those inside or after.'),
  files: records('FileData', 'Images.'),
  documents: records('DocumentData', 'Documents.'),
  videos: records('VideoData', 'Videos.'),
  links: records('LinkData', 'Links.'),
  chats: records('ChatData', 'Chats.'),
  members: records('MemberData', 'Who may log in; one is the owner. Default: those of every tenant.'),
}

/** The records that tenants begin with, as a file says it. Fields are called as in the answers of the API. */
export const dataSchemas: Readonly<Record<string, JsonSchema>> = {
  FolderData: record('a folder', ['name'], {
    id: own,
    name,
    parent_id: { ...folder, description: 'The folder above, by its id. Default: none.' },
    created_at: created,
  }),
  FileData: record('a file', [], {
    id: own,
    title,
    filename,
    tags: words,
    folder_id: folder,
    size_bytes: size,
    content_type: {
      enum: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
      description: 'Its media type. Default `image/png`.',
    },
    dimensions: {
      title: 'dimensions',
      type: 'object',
      required: ['width', 'height'],
      properties: { width: pixels, height: pixels },
      additionalProperties: false,
      description: 'Its width and height. Default 800 by 600.',
    },
    upload_description: described,
    visible_text: { ...text, description: 'The text that is seen in it.' },
    created_at: created,
    content_created_at: { ...momentSchema, description: 'When it was taken. Default: when it was stored.' },
  }),
  DocumentData: record('a document', ['filename'], {
    id: own,
    filename,
    title,
    tags: words,
    folder_id: folder,
    size_bytes: size,
    page_count: { type: 'integer', minimum: 1, maximum: 100_000, description: 'How many pages it has. Default 1.' },
    text: { ...list(text, 'readonly string[]'), description: 'What a search finds in it, a text for each part.' },
    created_at: created,
  }),
  VideoData: record('a video', [], {
    id: own,
    title,
    filename,
    tags: words,
    folder_id: folder,
    size_bytes: size,
    duration_seconds: { type: 'number', minimum: 0, maximum: 86_400, description: 'How long it lasts. Default 10.' },
    scenes: { ...list(text, 'readonly string[]'), description: 'What is seen in each scene.' },
    upload_description: described,
    created_at: created,
  }),
  LinkData: record('a link', ['url'], {
    id: own,
    url: {
      type: 'string',
      pattern: '^https?://[^\\s/]+',
      maxLength: 2_000,
      expected: 'an absolute URL of http or https',
    },
    title,
    tags: words,
    folder_id: folder,
    upload_description: described,
    created_at: created,
  }),
  ChatData: record('a chat', ['title'], {
    id: own,
    title: name,
    messages: {
      type: 'array',
      items: { $ref: '#/$defs/MessageData' },
      maxItems: 1_000,
      description: 'Its messages, oldest first.',
      tsType: 'readonly MessageData[]',
    },
    created_at: created,
  }),
  MessageData: record('a message', ['role', 'content'], {
    role: { enum: ['user', 'assistant'], description: 'Who wrote it.' },
    content: { ...text, description: 'What it says.' },
    image_ids: { ...list(id, 'readonly string[]'), description: 'The files that it names, by their ids.' },
  }),
  MemberData: record('a member', ['email'], {
    id: own,
    email: { type: 'string', pattern: '^[^@\\s]+@[^@\\s]+$', maxLength: 255, expected: 'an e-mail address' },
    name: { ...name, description: 'What they are called. Default: what stands before the @.' },
    role: { enum: ['owner', 'admin', 'editor', 'viewer'], description: 'What they may do. Default `viewer`.' },
    password: { ...name, description: 'Their password. Default: that of every member.' },
  }),
  TenantData: {
    ...record('the records of a tenant', [], resources),
    description: 'What one tenant begins with: this and nothing made up.',
  },
  WorldData: {
    title: 'the data',
    description:
      'What tenants begin with instead of made-up records: at the top for every tenant, under `tenants` for those that are named.',
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'The schema of this file, for editors.' },
      tenants: {
        type: 'object',
        propertyNames: tenantName,
        additionalProperties: { $ref: '#/$defs/TenantData' },
        maxProperties: 1_000,
        tsType: 'Readonly<Record<string, TenantData>>',
        description: 'Tenants by their names; of them nothing at the top holds.',
      },
      ...resources,
    },
    additionalProperties: false,
    minProperties: 1,
    expected: 'an object with records or tenants',
  },
}
