import { expect, test } from 'vitest'
import { readData } from './data.ts'
import { parseData } from './data-file.ts'

const folder = '00000000-0000-4000-8000-000000000001'
const good = `folders:
  - id: ${folder}
    name: Invoices
files:
  - title: A red bicycle
    folder_id: ${folder}
tenants:
  acme:
    links:
      - url: https://example.com/a
`

test('a file is YAML or JSON, with either line end', () => {
  const data = parseData(good, 'good.yaml')
  expect(data).toMatchObject({ folders: [{ name: 'Invoices' }], tenants: { acme: { links: [{}] } } })
  expect(parseData(JSON.stringify(data), 'good.json')).toEqual(data)
  expect(parseData(good.replaceAll('\n', '\r\n'), 'windows.yaml')).toEqual(data)
})

test.each([
  ['files:', 'filez:', 'bad.yaml:4:1: filez: Is not a known field of the data. Did you mean files?'],
  ['title:', 'titel:', 'bad.yaml:5:5: files.0.titel: Is not a known field of a file. Did you mean title?'],
  ['name: Invoices', 'name: 7', 'bad.yaml:3:5: folders.0.name: Must be'],
  ['    name: Invoices\n', '', 'bad.yaml:2:5: folders.0.name: Is required'],
  [folder, 'one', 'bad.yaml:2:5: folders.0.id: Must be a UUID in small letters'],
  ['title: A red bicycle', 'created_at: yesterday', 'bad.yaml:5:5: files.0.created_at: Must be an ISO 8601 moment'],
  ['acme:', 'a.c:', 'bad.yaml:8:3: tenants.a.c: Must be 1 to 64 letters'],
  [
    'acme:',
    'aion_test_acme_of_your_choice:',
    'bad.yaml:8:3: tenants.aion_test_acme_of_your_choice: Must be 1 to 64 letters, digits, _ or -; of a key, what follows aion_test_',
  ],
  [
    'links:',
    'link:',
    'bad.yaml:9:5: tenants.acme.link: Is not a known field of the records of a tenant. Did you mean links?',
  ],
  ['https://example.com/a', 'example', 'bad.yaml:10:9: tenants.acme.links.0.url: Must be an absolute URL'],
  ['folders:', 'folders: []\nfolders:', 'bad.yaml:2:1: Map keys must be unique'],
  ['files:', 'files: [', 'bad.yaml:'],
])('with %j for %j it is refused with the line, the field and the near name', (right, wrong, message) => {
  expect(() => parseData(good.replace(right, wrong), 'bad.yaml')).toThrow(message)
})

test('a folder that is missing is named, with the near one', () => {
  const near = `${folder.slice(0, -1)}2`
  const bad = good.replace(`folder_id: ${folder}`, `folder_id: ${near}`)
  expect(() => parseData(bad, 'bad.yaml')).toThrow(
    `bad.yaml:6:5: files.0.folder_id: Names no folder of this tenant. Did you mean ${folder}?`,
  )
})

test.each(['', ' \r\n', '{}', 'null', '[]', 'files', '--- 1\n--- 2'])('%j holds no data', (text) => {
  expect(() => parseData(text, 'bad.yaml')).toThrow(/^bad\.yaml:1:1: .|^bad\.yaml:\d+:\d+: ./)
})

test('a key that stands twice in JSON is not dropped in silence', () => {
  expect(() => parseData('{"files": [],\n "files": []}', 'bad.json')).toThrow('bad.json:2:2: Map keys must be unique')
})

test('a file of megabytes is read quickly as JSON, and refused as YAML', () => {
  const files = Array.from({ length: 20_000 }, (_, index) => ({ title: `picture ${index} ${'and more '.repeat(20)}` }))
  const json = JSON.stringify({ files })
  expect(parseData(json, 'big.json').files).toHaveLength(20_000)
  expect(() => parseData(json.replace('picture 7 ', '","x":"'), 'big.json')).toThrow(
    'big.json: files.7.x: Is not a known',
  )
  expect(() => parseData(`# mine\n${json}`, 'big.yaml')).toThrow(/^big\.yaml: is not JSON, and as YAML .* at most/)
})

const other = folder.replace(/1$/, '2')

test.each([
  [{ files: [{ id: folder }, { id: folder }] }, 'files.1.id'],
  [{ files: [{ id: folder }], links: [{ id: folder, url: 'https://example.com/' }] }, 'links.0.id'],
  [{ folders: [{ id: folder, name: 'a', parent_id: other }] }, 'folders.0.parent_id'],
  [{ folders: [{ id: folder, name: 'a', parent_id: folder }] }, 'folders.0.parent_id'],
  [
    {
      folders: [
        { id: folder, name: 'a', parent_id: other },
        { id: other, name: 'b', parent_id: folder },
      ],
    },
    'folders.0.parent_id',
  ],
  [
    { chats: [{ title: 'a', messages: [{ role: 'user', content: 'a', image_ids: [other] }] }] },
    'chats.0.messages.0.image_ids.0',
  ],
  [{ members: [{ email: 'a@example.com' }] }, 'members'],
  [{ members: [{ email: 'a@example.com', role: 'owner' }, { email: 'A@example.com' }] }, 'members.1.email'],
])('%j names the field that does not fit the others', (value, field) => {
  expect(readData(value)).toMatchObject({ problem: { field } })
  expect(readData({ tenants: { me: value } })).toMatchObject({ problem: { field: `tenants.me.${field}` } })
})
