import type { Browser } from 'playwright-core'
import { createClient } from '../../fixtures/clients/conforming.ts'
import { type MockServer, startMockServer } from '../../mocks/server/index.ts'
import { buildConsole } from '../build/console.ts'
import { takePicture } from './browser.ts'

const tenant = 'checkout_page'

/** A morning at the desk: a page is loaded, searches meet faults, somebody mistypes. */
async function work({ url, faults, journal }: MockServer): Promise<void> {
  const client = createClient({ baseUrl: url, apiKey: `aion_test_${tenant}` })
  const get = (path: string) => client.request('GET', path).catch(() => undefined)
  // The first call makes the tenant's world, and takes longer than any other.
  await get('/usage/summary')
  journal.clear()
  const on = (operation: string, sequence: readonly unknown[]) => faults.add({ tenant, match: { operation }, sequence })
  on('listFolders', [{ error: 'VLM_PROVIDER_ERROR' }, { transport: 'reset' }, 'pass'])
  on('listFiles', ['pass', 'pass', { error: 'RATE_LIMIT_ERROR', retryAfter: 1 }, 'pass'])
  on('listDocuments', ['pass', { error: 'HTTP_500', delay: 120 }])
  await get('/user-files?limit=20')
  await get('/tenant/settings')
  await get('/folders')
  await get('/documents')
  await get('/user-files?limit=20&offset=20')
  await get('/user-files?limit=500')
  await get('/folders?colour=red')
  await get('/user-files?limit=20')
  await get('/documents')
  await get('/chat/sessions')
}

/** The console with the traffic of one client, and the details of an attempt that was a retry. */
export async function consolePicture(browser: Browser): Promise<Uint8Array> {
  await buildConsole()
  await using mock = await startMockServer({ port: 0 })
  await work(mock)
  const page = await browser.newPage({ viewport: { width: 1_200, height: 640 }, colorScheme: 'light' })
  await page.goto(new URL(`/#/traffic?tenant=${tenant}`, mock.url).href)
  await page.getByRole('button', { name: 'Calls' }).click()
  await page.getByRole('option').filter({ hasText: 'reset' }).click()
  await page.getByRole('region', { name: /^Attempt/ }).waitFor()
  const picture = await takePicture(page)
  await page.close()
  return picture
}
