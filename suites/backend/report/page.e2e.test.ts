import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defects } from '../../../fixtures/backends/broken/index.ts'
import { backendKeys, createConformingBackend } from '../../../fixtures/backends/conforming.ts'
import { serveBackend } from '../../../fixtures/backends/serve.ts'
import { permissions } from '../probe.ts'
import { verifyBackend } from '../verify.ts'
import { backendHtml } from './html.ts'

/** Debian's browser; playwright's own is not fetched. */
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

describe.skipIf(!existsSync(executablePath))(
  `the page in a browser (skipped where there is no ${executablePath})`,
  () => {
    let browser: Browser
    let page: Page

    beforeAll(async () => {
      const handle = createConformingBackend()
      const broken = defects.filter(({ id }) => ['framework-401', 'stack-trace', 'retry-after-on-404'].includes(id))
      await using backend = await serveBackend((request) =>
        broken.reduce((reply, { spoil }) => spoil(reply, request), handle(request)),
      )
      const { main: apiKey, ...keys } = backendKeys
      const verification = await verifyBackend({ baseUrl: backend.baseUrl, apiKey, keys, allow: permissions })
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
      page = await browser.newPage({ viewport: { width: 1_280, height: 900 } })
      await page.setContent(backendHtml(verification))
    }, 60_000)
    afterAll(() => browser?.close())

    /** What is wider than the page, though it scrolls by itself. */
    const tooWide = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('body *:not(.unseen)')]
          .filter(
            (element) =>
              element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline',
          )
          .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`),
      )

    test.each([
      ['screen', 1_280],
      ['screen', 800],
      // A4 between margins of 1 cm, at 96 dots an inch.
      ['print', 718],
    ] as const)('on %s at %i nothing is wider than the page', async (media, width) => {
      await page.emulateMedia({ media })
      await page.setViewportSize({ width, height: 900 })
      expect(await tooWide()).toEqual([])
    })

    test.each(['light', 'dark'] as const)('in %s axe finds nothing serious', async (colorScheme) => {
      await page.emulateMedia({ media: 'screen', colorScheme })
      await page.evaluate(axe)
      const { violations } = (await page.evaluate('axe.run()')) as AxeResults // what axe documents
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
      expect(violations.map(({ id }) => id)).not.toContain('region')
    })
  },
)
