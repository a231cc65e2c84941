import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { decode } from 'fast-png'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executablePath, hasBrowser, startBrowser } from './pictures/browser.ts'
import { pictures } from './pictures.ts'

const root = resolve(import.meta.dirname, '..')
const readme = readFileSync(`${root}/README.md`, 'utf8')

/** How many colours a picture has; an empty page has a few. */
function coloursOf({ data, channels }: ReturnType<typeof decode>): number {
  const found = new Set<string>()
  for (let i = 0; i < data.length; i += channels) found.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`)
  return found.size
}

test.each(Object.keys(pictures))('%s is small, and the README shows it', (file) => {
  expect(readFileSync(`${root}/${file}`).length).toBeLessThanOrEqual(150_000)
  expect(readme).toContain(`](${file})`)
})

describe.skipIf(!hasBrowser)(`the script that takes them (skipped where there is no ${executablePath})`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  }, 60_000)
  afterAll(() => browser?.close())

  test.each(Object.entries(pictures))('still takes %s, as large and as full as it is', async (file, take) => {
    const taken = await take(browser)
    const [now, before] = [decode(taken), decode(readFileSync(`${root}/${file}`))]
    expect(taken.length).toBeLessThanOrEqual(150_000)
    expect([now.width, now.height]).toEqual([before.width, before.height])
    expect(coloursOf(now)).toBeGreaterThan(coloursOf(before) / 2)
  })
})
