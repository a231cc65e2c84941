import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentedCall } from '../../../fixtures/clients/documented.ts'
import { checkClient } from '../check-client.ts'
import { clientHtml } from './html.ts'

/** Debian's browser; playwright's own is not fetched. */
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['success-is-2xx', 'ra-not-overlong', 'no-retry-4xx', 'attempt-header', 'no-wait-after-last']

describe.skipIf(!existsSync(executablePath))(
  `the page of a client in a browser (skipped where there is no ${executablePath})`,
  () => {
    let browser: Browser
    let page: Page

    beforeAll(async () => {
      const report = await checkClient(documentedCall, { rules })
      const named = { ...report, client: 'documented', clock: 'jumps', startedAt: new Date(0), elapsedMs: 1_500 }
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
      page = await browser.newPage({ viewport: { width: 1_280, height: 900 } })
      await page.setContent(clientHtml([named]))
    }, 60_000)
    afterAll(() => browser?.close())

    test('begins with what is broken, most serious first', async () => {
      const ids = await page.locator('.card').evaluateAll((cards) => cards.map((card) => card.id))
      expect(ids.slice(0, 2).toSorted()).toEqual(['no-wait-after-last', 'success-is-2xx'])
      expect(ids.at(2)).toBe('attempt-header')
    })

    test('has contents, and every link of theirs leads somewhere', async () => {
      const targets = await page.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
      expect(targets.length).toBeGreaterThan(rules.length)
      for (const target of targets) expect(await page.locator(String(target)).count(), String(target)).toBe(1)
    })

    test('lists attempts with their paths and bytes', async () => {
      expect(await page.locator('#success-is-2xx pre').first().textContent()).toMatch(
        /POST \/api\/v2\/folders \(\d+ bytes\) → 201/,
      )
    })

    test.each(['light', 'dark'] as const)('in %s axe finds nothing', async (colorScheme) => {
      await page.emulateMedia({ media: 'screen', colorScheme })
      await page.evaluate(axe)
      const { violations } = (await page.evaluate('axe.run()')) as {
        violations: { id: string; nodes: { html: string }[] }[]
      } // what axe documents
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    })

    test('on paper nothing is wider than the page', async () => {
      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width: 718, height: 900 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(718)
    })
  },
)
