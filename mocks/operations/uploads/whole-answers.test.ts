import { expect, test } from 'vitest'
import { numberedPng } from '../../../fixtures/media/png.ts'
import { samples } from '../../../fixtures/media/samples.ts'
import { smallWorld } from '../../testing/small-world.ts'
import { createTestMock } from '../../testing/test-mock.ts'
import { formWith, type Talk, transcript } from '../../testing/transcript.ts'
import { usedMemory } from '../../testing/used-memory.ts'
import { documentTypeOf, tellContent } from './content.ts'
import { describeContent } from './describe-content.ts'
import { readPartHead } from './part-head.ts'
import { readTags } from './read-tags.ts'

const upload = 'POST /user-files/upload/stream'
const batch = 'POST /user-files/upload/stream-batch'
const { png, pdf, text: plain, disguised } = samples

test('an upload is stored once, and told', async () => {
  const text = await transcript(async ({ ask, mock, note, wait }) => {
    wait(1_000)
    const tenant = await mock.tenant()
    const { json } = await ask(upload, formWith(png.bytes, 'blue-sky_2.png', { title: 'Sky', tags: 'a, b,,' }))
    note('file', tenant.files.get(json.image_id))
    await ask(upload, formWith(png.bytes, 'again.png'))
    await ask(upload, formWith(png.bytes, 'again.png', { skip_duplicates: 'true' }))
    for (const [bytes, filename] of [
      [plain.bytes, 'notes.txt'],
      [plain.bytes.slice(1), 'notes.md'],
      [pdf.bytes, 'empty.pdf'],
      [disguised.bytes, 'holiday.jpg'],
    ] as const) {
      const { json: stored } = await ask(upload, formWith(bytes, filename))
      note('file', tenant.files.get(stored.image_id))
    }
    await ask(upload, formWith(numberedPng(1), 'plain.png', { auto_describe: 'false' }))
    await ask(upload, formWith(numberedPng(2), 'own.png', { storage_target: 'custom' }))
    tenant.account.bucket = { name: 'b', region: 'r', configuredMs: 0, isValidated: null }
    await ask(upload, formWith(numberedPng(2), 'own.png', { storage_target: 'custom' }))
    await ask(upload, formWith(numberedPng(2), 'own.png', { storage_target: 'custom', skip_duplicates: 'true' }))
    note('usage', tenant.usage)
    note('memory', usedMemory(tenant.blobs.budget))
  })
  expect(text).toMatchSnapshot()
})

test('an upload that the plan does not cover', async () => {
  const text = await transcript(async ({ ask, mock, note }) => {
    const tenant = await mock.tenant()
    const size = numberedPng(1).length
    const limited = async (limits: object) => {
      tenant.limitOverrides = limits
      await ask(upload, formWith(numberedPng(1), 'a.png'))
    }
    await limited({ imageBytes: size - 1 })
    await limited({ streamFileBytes: size - 1 })
    await limited({ storageBytes: tenant.usage.storageBytes + size - 1 })
    await limited({ descriptionsPerMonth: 0 })
    await limited({ concurrentUploads: 0 })
    for (const length of [1_048_576, 1_048_577]) await ask(upload, new Uint8Array(length))
    await limited({ streamMemoryBytes: 10 })
    await ask(upload)
    await ask(upload, undefined, { headers: { 'content-type': multipart } })
    note('usage', tenant.usage)
    note('memory', usedMemory(tenant.blobs.budget))
    tenant.limitOverrides = { streamFileBytes: 100 }
    for (const length of [1_048_676, 1_048_677])
      await ask(upload, new Uint8Array(length), { headers: { 'content-type': 'multipart/form-data; boundary=x' } })
    tenant.limitOverrides = { documentBytes: 5 }
    await ask(upload, formWith(plain.bytes, 'a.txt'))
    tenant.limitOverrides = {
      imageBytes: size,
      storageBytes: tenant.usage.storageBytes + size,
      descriptionsPerMonth: 1,
    }
    await ask(upload, formWith(numberedPng(1), 'a.png'))
    note('usage', tenant.usage)
    tenant.limitOverrides = { descriptionsPerMonth: 1 }
    await ask(upload, formWith(numberedPng(2), 'b.png', { auto_describe: 'false' }))
    await ask('GET /uploads/quota-check?file_count=1')
    tenant.limitOverrides = { descriptionsPerMonth: 3 }
    for (const count of [2, 3]) await ask(`GET /uploads/quota-check?file_count=${count}`)
    const { hash } = tenant.files.all().at(-1) ?? { hash: '' }
    await ask('POST /uploads/check-duplicates', { hashes: [hash.toUpperCase(), 'b'.repeat(64)] })
  })
  expect(text).toMatchSnapshot()
})

/** A form written by hand: each part with its own head. */
const form = (...parts: readonly (readonly [head: string, body: string])[]) =>
  `${parts.map(([head, body]) => `--x\r\n${head}\r\n\r\n${body}\r\n`).join('')}--x--\r\n`

const multipart = 'multipart/form-data; boundary=x'

const send = ({ ask }: Talk, body: string, type = multipart) =>
  ask(upload, new TextEncoder().encode(body), { headers: { 'content-type': type } })

const fileHead = 'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain'
const field = (name: string) => `Content-Disposition: form-data; name="${name}"`

const broken: readonly (readonly [why: string, body: string, type?: string])[] = [
  ['another type', '{}', 'application/json'],
  ['no type', form(), ''],
  ['no boundary', form(), 'multipart/form-data'],
  ['an empty boundary', form(), 'multipart/form-data; charset=utf-8'],
  ['no part', form()],
  ['no file', form([field('title'), 'a'])],
  ['no end', form([fileHead, 'text']).replace('--x--\r\n', '')],
  ['a part without a disposition', form(['Content-Type: text/plain', 'a'])],
  ['another disposition', form(['Content-Disposition: attachment; name="file"', 'a'])],
  ['no name', form(['Content-Disposition: form-data; filename="a"', 'a'])],
  ['a file under another name', form([fileHead.replace('"file"', '"files"'), 'a'])],
  ['two files', form([fileHead, 'a'], [fileHead, 'b'])],
  ['bytes without a filename', form([`${field('title')}\r\nContent-Type: application/octet-stream`, 'a'])],
  ['a filename that is not encoded right', form([`${field('file')}; filename*=UTF-8''%zz`, 'a'])],
  ['an unknown field', form([fileHead, 'a'], [field('titel'), 'b'])],
  ['a wrong field', form([fileHead, 'a'], [field('auto_describe'), 'perhaps'])],
  ['a field that stands twice', form([fileHead, 'a'], [field('title'), 'b'], [field('title'), 'c'])],
  ['a field just short enough', form([fileHead, 'a'], [field('tags'), 'b'.repeat(65_536)])],
  ['a field too long', form([fileHead, 'a'], [field('title'), 'b'.repeat(65_537)])],
  ['fields too long together', form(...Array.from({ length: 17 }, () => [field('tags'), 'b'.repeat(65_000)] as const))],
  ['many fields', form(...Array.from({ length: 10_083 }, () => [field('tags'), ''] as const))],
]

test.each(broken.map(([why, body, type = multipart]) => [why, body, type] as const))(
  'a form with %s',
  async (...row) => {
    const [, body, type] = row
    expect(await transcript(async (talk) => void (await send(talk, body, type)))).toMatchSnapshot()
  },
)

test('a field has at most so many bytes, and is read in its own charset', async () => {
  const text = await transcript(async (talk) => {
    const { mock, note } = talk
    await send(talk, form([fileHead, 'one'], [field('title'), 'b'.repeat(255)]))
    const latin = `${field('title')}\r\nContent-Type: text/plain; charset=windows-1251`
    await send(talk, form([fileHead, 'two'], [latin, 'é']))
    await send(talk, form([fileHead, 'three'], [latin.replace('windows-1251', 'none'), 'é']))
    await send(talk, form([fileHead, 'four'], [field('tags'), 'a,b'], [field('tags'), 'c']))
    await send(talk, form([`${field('file')}; filename*=UTF-8''%C3%A9%22.txt; filename="e.txt"`, 'five']))
    await send(talk, form([`${field('file')}; filename="a%22b.txt"\r\nContent-Type: text/plain`, 'six']))
    await send(talk, form([`${field('file')}; filename=""\r\nContent-Type: text/plain`, 'seven']))
    const files = (await mock.tenant()).files.all().slice(10)
    note(
      'files',
      files.map(({ filename, title, tags }) => ({ filename, title, tags })),
    )
  })
  expect(text).toMatchSnapshot()
})

test('a form is taken only when its end has come', async () => {
  using mock = createTestMock({ data: smallWorld })
  const whole = form([fileHead, 'text'], [field('title'), 'a'])
  const statusOf = async (length: number) => {
    const body = new TextEncoder().encode(whole.slice(0, length))
    return (await mock.send('POST', '/user-files/upload/stream', { body, headers: { 'content-type': multipart } }))
      .status
  }
  const statuses: number[] = []
  for (let length = 0; length < whole.length - 2; length += 1) statuses.push(await statusOf(length))
  expect([...new Set(statuses)].sort()).toEqual([400])
  expect(await statusOf(whole.length)).toBe(200)
})

test('a letter that two chunks of a field share is read whole', async () => {
  using mock = createTestMock({ data: smallWorld })
  const title = 'é'.repeat(100)
  for (const padding of [65_200, 65_201]) {
    const body = new TextEncoder().encode(form([fileHead, 'x'.repeat(padding)], [field('title'), title]))
    const { json } = await mock.send('POST', '/user-files/upload/stream', {
      body,
      headers: { 'content-type': multipart },
    })
    expect((await mock.send('GET', `/user-files/${json.image_id}`)).json.title).toBe(title)
  }
})

test('a batch takes so many files as the plan says', async () => {
  const text = await transcript(async ({ ask, mock, note }) => {
    const tenant = await mock.tenant()
    const of = (count: number, fields: Readonly<Record<string, string>> = {}) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.append(name, value)
      for (let index = 0; index < count; index += 1)
        body.append('files', new Blob([numberedPng(index) as BlobPart]), `${index}.png`) // a view of no shared memory
      return body
    }
    tenant.limitOverrides = { filesPerBatch: 2 }
    await ask(batch, of(2))
    await ask(batch, of(3))
    await ask(batch, of(2))
    await ask(batch, of(1, { skip_duplicates: 'true' }))
    await ask(batch, of(1, { unknown: 'x' }))
    await ask(batch, of(0))
    const size = numberedPng(2).length
    tenant.limitOverrides = { streamFileBytes: size - 1 }
    const mixed = of(0)
    mixed.append('files', new Blob([numberedPng(7) as BlobPart]), 'large.png') // as above
    mixed.append('files', new Blob(['A text.'], { type: 'text/plain' }), 'small.txt')
    await ask(batch, mixed)
    tenant.limitOverrides = { storageBytes: tenant.usage.storageBytes + size }
    const third = of(0)
    for (const number of [8, 9]) third.append('files', new Blob([numberedPng(number) as BlobPart]), `${number}.png`) // as above
    await ask(batch, third)
    tenant.limitOverrides = { descriptionsPerMonth: tenant.usage.descriptions + 1 }
    const fourth = of(0)
    for (const number of [10, 11]) fourth.append('files', new Blob([numberedPng(number) as BlobPart]), `${number}.png`) // as above
    await ask(batch, fourth)
    note('memory', usedMemory(tenant.blobs.budget))
    tenant.limitOverrides = { concurrentUploads: 0 }
    await ask(batch, of(1))
    note('usage', tenant.usage)
  })
  expect(text).toMatchSnapshot()
})

const tell = (head: readonly number[] | string, contentType: string, filename = 'a') =>
  tellContent(typeof head === 'string' ? new TextEncoder().encode(head) : Uint8Array.from(head), {
    sizeBytes: head.length,
    contentType,
    filename,
  })

test('a document is told by its declared type and its first bytes', () => {
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  const heads = [
    ['%PDF-1', 'text/plain', 'a.txt'],
    ['%PDX', 'application/pdf', 'a.pdf'],
    ['PK\u0003\u0004', word, 'a.docx'],
    ['PK\u0003\u0005', word, 'a.docx'],
    ['PK\u0003\u0004', 'application/octet-stream', 'a.DOCX'],
    ['text', 'application/octet-stream; x=y', 'a.b.md'],
    ['text', 'application/octet-stream', 'a.exe'],
    ['text', 'application/octet-stream', 'txt'],
    ['text', ' Text/Plain ; charset=utf-8', 'a.exe'],
    ['text', 'text/markdown', ''],
    ['te\u0000xt', 'text/plain', 'a.txt'],
    ['text', 'image/png', 'a.png'],
  ] as const
  expect(heads.map(([head, type, name]) => tell(head, type, name)?.contentType)).toMatchInlineSnapshot(`
    [
      "application/pdf",
      undefined,
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      undefined,
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "text/markdown",
      undefined,
      undefined,
      "text/plain",
      "text/markdown",
      undefined,
      undefined,
    ]
  `)
})

test('a JPEG whose size stands beyond the head is one all the same, when there is more of it', () => {
  const head = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)
  const more = { contentType: 'image/jpeg', filename: 'a.jpg' }
  expect(tellContent(head, { ...more, sizeBytes: 5 })).toMatchObject({
    format: 'jpeg',
    width: 0,
    height: 0,
    media: 'image',
  })
  expect(tellContent(head, { ...more, sizeBytes: 4 })).toBeUndefined()
})

test('only four types are documents', () => {
  const types = ['application/pdf', 'TEXT/PLAIN;x', 'text/markdown', 'text/html', '']
  expect(types.map(documentTypeOf)).toEqual(['pdf', 'txt', 'md', undefined, undefined])
})

test('what is said of a file follows from its name, title and size', () => {
  const received = { head: new TextEncoder().encode('x'.repeat(501)), sizeBytes: 501, hash: '', bytes: null }
  const content = { contentType: '', width: 3, height: 2 }
  const image = { ...content, media: 'image', format: 'png' } as const
  const say = (filename: string, title: string | null = null) =>
    describeContent({ filename, title, received }, image).description
  expect([say('red-chair_2.old.jpg'), say('-a--b.png'), say('plain'), say('a.png', 'Title')]).toEqual([
    'A picture of red chair 2 old, 3 by 2 pixels, as png.',
    'A picture of a b, 3 by 2 pixels, as png.',
    'A picture of plain, 3 by 2 pixels, as png.',
    'A picture of Title, 3 by 2 pixels, as png.',
  ])
  const document = (format: string) =>
    describeContent({ filename: 'a.b', title: null, received }, { ...content, media: 'document', format }).document
  expect(document('pdf')).toEqual({ document_type: 'pdf', page_count: 1, chunks: ['The document a, 501 bytes.'] })
  for (const format of ['txt', 'md'])
    expect(document(format)).toEqual({ document_type: format, page_count: 2, chunks: ['x'.repeat(500), 'x'] })
})

test('the head of a part says its name, its filename and its type', () => {
  const heads = [
    {},
    { 'content-disposition': ['a', 'b'] },
    { 'content-disposition': 'form-data' },
    { 'content-disposition': 'FORM-DATA; name="a%0D%0Ab"', 'content-type': ' text/plain ' },
    { 'content-disposition': 'form-data; name=a; filename="%22.txt"', 'content-type': ['a/b', 'c/d'] },
    { 'content-disposition': "form-data; name=a; filename=b; filename*=UTF-8''c", 'content-type': ' ' },
    { 'content-disposition': 'form-data; name=a; filename*=c' },
  ]
  expect(heads.map(readPartHead)).toMatchInlineSnapshot(`
    [
      {
        "issue": "a part has no Content-Disposition",
      },
      {
        "issue": "a part has more than one Content-Disposition",
      },
      {
        "issue": "a part has no name",
      },
      {
        "contentType": "text/plain",
        "filename": undefined,
        "name": "a
    b",
      },
      {
        "contentType": "a/b",
        "filename": "".txt",
        "name": "a",
      },
      {
        "contentType": undefined,
        "filename": "c",
        "name": "a",
      },
      {
        "issue": "a part has a filename* that is not charset, language and percent-encoded text",
      },
    ]
  `)
})

test('tags come as one text or several', () => {
  expect([readTags(null), readTags(undefined), readTags([' a, b,, ', 'c'])]).toEqual([[], [], ['a', 'b', 'c']])
})
