import { expect, test } from 'vitest'
import { wantsPage } from './wants-page.ts'

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'

test.each([
  ['a browser', browser, 'document', true],
  ['a browser without Fetch Metadata', browser, undefined, true],
  ['a frame', browser, 'iframe', false],
  ['a script', '*/*', 'empty', false],
  ['curl', '*/*', undefined, false],
  ['nobody', undefined, undefined, false],
  ['axios', 'application/json, text/plain, */*', undefined, false],
  ['who wants JSON and takes a page', 'application/json, text/html;q=0.9', undefined, false],
  ['who wants a page and takes JSON', 'Text/HTML, application/json; q=0.9', undefined, true],
  ['who refuses pages', 'text/html;q=0, */*', undefined, false],
  ['who wants text', 'text/htmlx', undefined, false],
])('%s: Accept %s, Sec-Fetch-Dest %s', (_, accept, destination, expected) => {
  expect(wantsPage({ ...(accept && { accept }), ...(destination && { 'sec-fetch-dest': destination }) })).toBe(expected)
})
