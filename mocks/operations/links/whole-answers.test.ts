import { expect, test } from 'vitest'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { transcript } from '../../testing/transcript.ts'

test('a link is stored, crawled, and crawled again after an hour', async () => {
  const text = await transcript(async ({ ask, wait }) => {
    const body = {
      url: 'https://shop.example.com/a_b/c-d.e',
      title: 'Shop',
      tags: ['t'],
      folder_id: id.work.toUpperCase(),
    }
    const { json } = await ask('POST /user-files/links', body)
    const link = `/user-files/${json.id}`
    await ask('POST /user-files/links', { url: 'https://SHOP.example.com/a_b/c-d.e' })
    await ask(`GET ${link}`)
    wait(500)
    await ask(`GET ${link}`)
    await ask(`POST ${link}/recrawl`)
    wait(1_999)
    await ask(`POST ${link}/recrawl`)
    wait(1)
    await ask(`GET ${link}`)
    await ask(`POST ${link}/recrawl`)
    wait(3_600_000 - 2_501)
    await ask(`POST ${link}/recrawl`)
    wait(1)
    await ask(`POST ${link}/recrawl`)
    await ask(`GET ${link}`)
  })
  expect(text).toMatchSnapshot()
})

test('a link that is not crawled, one whose crawl fails, and what is no link', async () => {
  const text = await transcript(async ({ ask, mock, wait }) => {
    const { json } = await ask('POST /user-files/links', { url: 'http://example.org', auto_crawl: false })
    await ask(`GET /user-files/${json.id}`)
    const tenant = await mock.tenant()
    tenant.failureShare = 1
    await ask(`POST /user-files/${json.id}/recrawl`)
    wait(10_000)
    await ask(`GET /user-files/${json.id}`)
    for (const url of ['ftp://example.org/a', 'example.org', 'http://', 'https://['])
      await ask('POST /user-files/links', { url })
    await ask('POST /user-files/links', { url: 'https://example.org/b', folder_id: id.nobody })
    for (const strange of [id.bell, id.contract, id.nobody]) await ask(`POST /user-files/${strange}/recrawl`)
    await ask(`POST /user-files/${id.page}/recrawl`)
  })
  expect(text).toMatchSnapshot()
})
