import type { Browser } from 'playwright-core'
import type { OperationId } from '../../contracts/operations/index.ts'
import { createClient } from '../../fixtures/clients/conforming.ts'
import type { Step } from '../../mocks/faults/plan-entry.ts'
import { type MockServer, startMockServer } from '../../mocks/server/index.ts'
import { buildConsole } from '../build/console.ts'
import { takePicture } from './browser.ts'

const tenant = 'checkout_page'
const apiKey = `aion_test_${tenant}`

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A client that comes back before it was asked to. */
async function callHastily(url: string): Promise<void> {
  const call = () => fetch(url, { headers: { Authorization: `Bearer ${apiKey}` } })
  const { ok } = await call()
  if (ok) return
  await pause(300)
  await call()
}

/** A morning at the desk: a page loads and meets faults, a script of somebody else is hasty, somebody mistypes. */
async function work({ url, faults, journal }: MockServer): Promise<void> {
  const client = createClient({ baseUrl: url, apiKey })
  const get = (path: string) => client.request('GET', path).catch(() => undefined)
  const on = (operation: OperationId, sequence: readonly Step[]) =>
    faults.add({ tenant, match: { operation }, sequence })
  // The first call makes the tenant's world, and takes longer than any other.
  await get('/usage/summary')
  journal.clear()
  on('listFolders', [{ error: 'VLM_PROVIDER_ERROR' }, { transport: 'reset' }, 'pass'])
  on('listFiles', ['pass', { error: 'RATE_LIMIT_ERROR', retryAfter: 1 }, 'pass'])
  on('listChats', [{ error: 'RATE_LIMIT_ERROR', retryAfter: 2 }])
  on('listDocuments', ['pass', { error: 'HTTP_500', delay: 120 }])
  await get('/user-files?limit=20')
  await get('/tenant/settings')
  await get('/documents')
  await Promise.all([
    get('/folders'),
    get('/user-files?limit=20&offset=20'),
    get('/documents'),
    callHastily(`${url}/chat/sessions`),
  ])
  await get('/user-files?limit=500')
  await get('/folders?colour=red')
  await get('/user-files?limit=20')
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
