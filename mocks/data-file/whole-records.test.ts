import { describe, expect, test } from 'vitest'
import { createSharedBudgets, createTenant } from '../tenant/tenant.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { referenceProblem } from './check-references.ts'
import { chooseData } from './choose-data.ts'
import type { TenantData } from './data.ts'
import { dataOf } from './data.ts'
import { fillWithData } from './fill-with-data.ts'

const id = (count: number) => `0000000${count}-0000-4000-8000-000000000000`

/** A tenant that begins with this data, at noon of a day. */
function filled(data: TenantData) {
  const tenant = createTenant('ann', createManualTime(), createSharedBudgets())
  fillWithData(tenant, data)
  return tenant
}

describe('records as data gives them', () => {
  test('have everything that is left out from their place', () => {
    const tenant = filled({
      folders: [{ name: 'F' }],
      files: [{}, { title: 'Cat', content_type: 'image/webp' }],
      documents: [{ filename: 'a.TXT' }, { filename: 'odd.xyz' }, { filename: 'none' }],
      videos: [{}, { title: 'Dog' }],
      links: [{ url: 'https://a.example/b' }],
      chats: [{ title: 'C', messages: [{ role: 'user', content: 'hello there' }] }],
      members: [{ email: 'o@a.example', role: 'owner' }, { email: 'p@a.example' }],
    })
    expect({
      folders: tenant.folders.all(),
      files: tenant.files.all(),
      analyses: tenant.analyses.all(),
      chats: tenant.chats.all(),
      members: tenant.members.all(),
      storageBytes: tenant.usage.storageBytes,
    }).toMatchSnapshot()
  })

  test('are what the data says', () => {
    const tenant = filled({
      folders: [
        { id: id(1), name: 'F', created_at: '2025-01-01T00:00:00Z' },
        { id: id(2), name: 'G', parent_id: id(1) },
      ],
      files: [
        {
          ...{ id: id(3), title: 'T', filename: 'f.jpg', content_type: 'image/jpeg', tags: ['x'], folder_id: id(2) },
          ...{ dimensions: { width: 3, height: 4 }, size_bytes: 5, upload_description: 'D', visible_text: 'V' },
          ...{ created_at: '2025-02-01T00:00:00Z', content_created_at: '2025-01-31T00:00:00Z' },
        },
      ],
      documents: [
        {
          id: id(4),
          filename: 'd.docx',
          page_count: 2,
          text: ['p'],
          size_bytes: 6,
          created_at: '2025-02-02T00:00:00Z',
        },
      ],
      videos: [
        {
          ...{
            id: id(5),
            filename: 'v.mp4',
            duration_seconds: 7,
            size_bytes: 8,
            upload_description: 'W',
            created_at: '2025-02-03T00:00:00Z',
          },
          scenes: [],
        },
      ],
      links: [
        {
          id: id(6),
          url: 'https://a.example/b',
          title: 'L',
          upload_description: 'X',
          created_at: '2025-01-03T00:00:00Z',
        },
      ],
      chats: [
        {
          ...{ id: id(7), title: 'C', created_at: '2025-02-04T00:00:00Z' },
          messages: [
            { role: 'user', content: 'q' },
            { role: 'assistant', content: 'an answer', image_ids: [id(3)] },
          ],
        },
      ],
      members: [{ id: id(8), email: 'o@a.example', name: 'O', role: 'owner', password: 'pw' }],
    })
    expect({
      folders: tenant.folders.all(),
      files: tenant.files.all(),
      analyses: tenant.analyses.all(),
      chats: tenant.chats.all(),
      members: tenant.members.all(),
      storageBytes: tenant.usage.storageBytes,
    }).toMatchSnapshot()
  })
})

describe('data of a tenant', () => {
  test('is its own, or everybody’s, or none', () => {
    const own = { folders: [{ name: 'own' }] }
    const all = { folders: [{ name: 'all' }] }
    expect(dataOf({ ...all, tenants: { ann: own } }, 'ann')).toBe(own)
    expect(dataOf({ ...all, tenants: { ann: own } }, 'bob')).toEqual(all)
    expect(dataOf({ $schema: 's', tenants: { ann: own } }, 'bob')).toBeUndefined()
    expect(dataOf({ tenants: { ann: own } }, 'constructor')).toBeUndefined()
  })

  test('is given itself or by its file', () => {
    const data = { folders: [{ name: 'a' }] }
    expect(chooseData(data)).toEqual(data)
    expect(chooseData('f.yaml', (path) => ({ folders: [{ name: path }] }))).toEqual({ folders: [{ name: 'f.yaml' }] })
    expect(() => chooseData('f.yaml')).toThrow(
      'data "f.yaml": files are read in Node only, elsewhere give their content',
    )
    expect(() => chooseData({ foldres: [] } as never)).toThrow(/^Not data: foldres: .*folders/)
  })
})

describe('data is refused', () => {
  const twice = (first: string) => `Is the same as ${first}: each has its own`

  test.each<[TenantData, string, string]>([
    [{ files: [{ id: id(1) }, {}, { id: id(1) }] }, 'files.2.id', twice('files.0.id')],
    [{ files: [{ id: id(1) }], documents: [{ id: id(1), filename: 'a' }] }, 'documents.0.id', twice('files.0.id')],
    [{ videos: [{ id: id(1) }], links: [{ id: id(1), url: 'https://a' }] }, 'links.0.id', twice('videos.0.id')],
    [
      {
        folders: [
          { id: id(1), name: 'a' },
          { id: id(1), name: 'b' },
        ],
      },
      'folders.1.id',
      twice('folders.0.id'),
    ],
    [
      {
        chats: [
          { id: id(1), title: 'a' },
          { id: id(1), title: 'b' },
        ],
      },
      'chats.1.id',
      twice('chats.0.id'),
    ],
    [
      {
        members: [
          { id: id(1), email: 'a@a', role: 'owner' },
          { id: id(1), email: 'b@a' },
        ],
      },
      'members.1.id',
      twice('members.0.id'),
    ],
    [{ members: [{ email: 'a@a', role: 'owner' }, { email: 'A@A' }] }, 'members.1.email', twice('members.0.email')],
    [{ members: [{ email: 'a@a' }] }, 'members', 'Has no owner; give one of them the role owner'],
    [{ members: [] }, 'members', 'Has no owner; give one of them the role owner'],
    [
      { folders: [{ id: id(1), name: 'a', parent_id: id(2) }] },
      'folders.0.parent_id',
      'Names no folder of this tenant.',
    ],
    [{ folders: [{ id: id(1), name: 'a', parent_id: id(1) }] }, 'folders.0.parent_id', 'Lies inside itself'],
    [
      {
        folders: [
          { id: id(3), name: 'c', parent_id: id(1) },
          { id: id(1), name: 'a', parent_id: id(2) },
          { id: id(2), name: 'b', parent_id: id(1) },
        ],
      },
      'folders.1.parent_id',
      'Lies inside itself',
    ],
    [{ files: [{ folder_id: id(1) }] }, 'files.0.folder_id', 'Names no folder of this tenant.'],
    [
      { documents: [{ filename: 'a' }, { filename: 'b', folder_id: id(1) }] },
      'documents.1.folder_id',
      'Names no folder of this tenant.',
    ],
    [{ videos: [{ folder_id: id(1) }] }, 'videos.0.folder_id', 'Names no folder of this tenant.'],
    [{ links: [{ url: 'https://a', folder_id: id(1) }] }, 'links.0.folder_id', 'Names no folder of this tenant.'],
    [
      {
        files: [{ id: id(1) }],
        chats: [
          { title: 'a' },
          {
            title: 'b',
            messages: [
              { role: 'user', content: 'c' },
              { role: 'user', content: 'd', image_ids: [id(1), id(9)] },
            ],
          },
        ],
      },
      'chats.1.messages.1.image_ids.1',
      'Names no file of this tenant.',
    ],
  ])('%j at %s', (data, field, issue) => {
    const problem = referenceProblem(data)
    expect([problem?.field, problem?.issue.split(' Did you mean')[0]]).toEqual([field, issue])
    expect(referenceProblem({ tenants: { ann: data } })?.field).toBe(`tenants.ann.${field}`)
  })

  test('not where ids name what is there', () => {
    expect(
      referenceProblem({
        folders: [
          { id: id(1), name: 'a' },
          { id: id(2), name: 'b', parent_id: id(1) },
          { name: 'c', parent_id: null },
        ],
        files: [{ id: id(3), folder_id: id(2) }, { folder_id: null }],
        chats: [{ title: 'a', messages: [{ role: 'user', content: 'b', image_ids: [id(3)] }] }],
        members: [{ email: 'a@a', role: 'owner' }, { email: 'b@a' }],
      }),
    ).toBeUndefined()
  })
})
