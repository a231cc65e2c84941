import { existsSync } from 'node:fs'
import { decode, encode } from 'fast-png'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Debian's browser; playwright's own is not fetched. */
export const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

export const hasBrowser = existsSync(executablePath)

/** Grey edges instead of coloured ones: the same letters in a third less. */
const args = ['--no-sandbox', '--disable-lcd-text']

export const startBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args })

/** What is seen of a page, packed as small as PNG goes. */
export const takePicture = async (page: Page, clip?: { width: number; height: number }): Promise<Uint8Array> => {
  const shot = await page.screenshot(clip ? { clip: { x: 0, y: 0, ...clip } } : {})
  return encode(decode(shot), { zlib: { level: 9 } })
}
