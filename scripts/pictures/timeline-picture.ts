import type { Browser } from 'playwright-core'
import { documentedCall } from '../../fixtures/clients/documented.ts'
import { checkClient } from '../../suites/client/index.ts'
import { clientHtml } from '../../suites/client/report/html.ts'
import { takePicture } from './browser.ts'

/** A rule that the client of the API's own page breaks: its timelines show how. */
const rules = ['ra-seconds-min-wait']

/** The retry bench's report on the client that the API's page prints, its first timelines. */
export async function timelinePicture(browser: Browser): Promise<Uint8Array> {
  const report = await checkClient(documentedCall, { rules })
  const named = { ...report, client: 'documented', clock: 'jumps', startedAt: new Date(0), elapsedMs: 1_500 }
  const page = await browser.newPage({ viewport: { width: 1_000, height: 700 }, colorScheme: 'light' })
  await page.setContent(clientHtml([named]))
  await page.locator('.legend').evaluate((legend) => scrollTo(0, legend.getBoundingClientRect().top - 16))
  const picture = await takePicture(page)
  await page.close()
  return picture
}
