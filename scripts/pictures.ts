import { writeFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { hasBrowser, startBrowser } from './pictures/browser.ts'
import { consolePicture } from './pictures/console-picture.ts'
import { timelinePicture } from './pictures/timeline-picture.ts'

/** The README's pictures, by their files from the root, and how each is taken. */
export const pictures: Readonly<Record<string, (browser: Browser) => Promise<Uint8Array>>> = {
  'docs/pictures/console.png': consolePicture,
  'docs/pictures/retry-timeline.png': timelinePicture,
}

/** `npm run pictures`: takes them anew. */
async function takeAll(): Promise<void> {
  if (!hasBrowser) throw new Error('There is no Chromium; CHROMIUM_PATH names one')
  const browser = await startBrowser()
  for (const [file, take] of Object.entries(pictures)) {
    const picture = await take(browser)
    writeFileSync(new URL(`../${file}`, import.meta.url), picture)
    process.stdout.write(`${file}: ${picture.length} bytes\n`)
  }
  await browser.close()
}

if (import.meta.main) await takeAll()
