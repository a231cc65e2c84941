import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildConsole } from '../../scripts/build/console.ts'
import { recordEnd, recordStatus } from '../journal/record.ts'
import { type MockServer, startMockServer } from '../server/index.ts'
import { anAttempt } from '../testing/an-attempt.ts'
import { plainRequest } from '../testing/plain-request.ts'
import { worldOf } from '../testing/world-of.ts'

/** Debian's browser; playwright's own is not fetched. */
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Waits for a fact; long enough for a machine that is busy with something else. */
const eventually = <Value>(look: () => Value) => expect.poll(look, { timeout: 20_000 })

const tenant = 'checkout_ci'
const places = ['#/traffic', '#/faults', `#/tenant?tenant=${tenant}`, '#/errors/RATE_LIMIT_ERROR'] as const

describe.skipIf(!existsSync(executablePath))(`the console (skipped where there is no ${executablePath})`, () => {
  let browser: Browser
  let mock: MockServer
  let page: Page
  let problems: string[]

  const call = (path: string, headers: Record<string, string> = {}) =>
    fetch(mock.url + path, { headers: { Authorization: `Bearer aion_test_${tenant}`, ...headers } })
  const rows = () => page.getByRole('option')
  const open = (hash: string) => page.goto(new URL(`/${hash}`, mock.url).href)

  beforeAll(async () => {
    await buildConsole()
    mock = await startMockServer({ files: 3, rateLimit: false })
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await mock.close()
  })
  beforeEach(async () => {
    mock.reset()
    page = await browser.newPage({ viewport: { width: 1_280, height: 800 } })
    problems = []
    page.on('pageerror', ({ message }) => problems.push(message))
    page.on('console', (said) => {
      // What the network did is no fault of the page.
      if (said.type() === 'error' && !said.text().startsWith('Failed to load resource')) problems.push(said.text())
    })
  })
  afterEach(async () => {
    await page.close()
    expect(problems).toEqual([])
  })

  test('traffic comes as it happens, with who asked for a fault, headers without secrets, and retries as one call', async () => {
    await open('#/traffic')
    await page.getByText('No traffic yet').waitFor()
    await call('/user-files?limit=2', { 'Mock-Fault': 'VLM_PROVIDER_ERROR' })
    await call('/user-files?limit=2')
    await call('/folders?colour=red')
    await eventually(() => rows().count()).toBe(3)
    const texts = await rows().allTextContents()
    expect(texts[0]).toMatch(/listFolders.*200.*unknown parameter colour/)
    expect(texts[2]).toMatch(/GET.*listFiles.*\/user-files\?limit=2.*checkout_ci.*503.*VLM_PROVIDER_ERROR.*header/)
    await rows().nth(1).click()
    const details = page.getByRole('region', { name: /^Attempt/ })
    expect(await details.textContent()).toMatch(/after the attempt before it ended.*answered[\d.]+ K?B/)
    expect(await details.textContent()).toMatch(/Bearer aion_test_\*\*\*/)
    await details.getByRole('button', { name: /503/ }).click()
    expect(await details.textContent()).toMatch(/the first attempt of its call/)
    await page.getByRole('button', { name: 'Calls' }).click()
    await eventually(() => rows().count()).toBe(2)
    expect(await rows().nth(1).textContent()).toMatch(/2 attempts.*503.*waited.*200/)
    await page.getByRole('searchbox').fill('5xx')
    await eventually(() => rows().count()).toBe(1)
    await details.getByRole('button', { name: 'Plan a fault' }).click()
    expect(await page.getByRole('combobox', { name: 'operation' }).inputValue()).toBe('listFiles')
  })

  test('an attempt without an answer is seen while it waits', async () => {
    await open('#/traffic')
    await page.getByText('No traffic yet').waitFor()
    const gone = new AbortController()
    const waiting = fetch(`${mock.url}/folders?mock-fault=stall-headers`, { signal: gone.signal }).catch(() => 'gone')
    await eventually(() => rows().allTextContents()).toEqual([expect.stringContaining('…')])
    gone.abort()
    expect(await waiting).toBe('gone')
    await eventually(() => rows().allTextContents()).toEqual([expect.stringMatching(/none.*stall-headers/)])
  })

  test('six thousand attempts leave a few rows and the newest attempts, and what came too fast is counted', async () => {
    await open('#/traffic')
    await page.getByText('No traffic yet').waitFor()
    const count = () => page.locator('.toolbar .count').textContent()
    const send = (many: number) => {
      for (let sent = 0; sent < many; sent += 1) {
        const attempt = mock.journal.open(plainRequest(), { tenant, operation: 'listFiles', nowMs: sent })
        recordStatus(attempt, 200)
        recordEnd(attempt, 1)
        mock.journal.close(attempt)
      }
    }
    for (let seen = 1; seen <= 5; seen += 1) {
      send(1_000)
      await eventually(count).toBe(`${seen},000 attempts`)
    }
    send(3_000)
    await eventually(count).toBe('5,000 attempts, 1,000 older ones let go, 2,000 came too fast to be shown')
    expect(await rows().count()).toBeLessThan(60)
    expect(await rows().first().getAttribute('aria-setsize')).toBe('5000')
  })

  test('a fault is planned by clicks, shown in other words, met, accounted for and removed', async () => {
    await open(`#/faults?tenant=${tenant}`)
    await page.getByRole('combobox', { name: 'an error' }).selectOption('HTTP_500')
    await page.getByRole('spinbutton', { name: 'retry after' }).fill('7')
    await page.getByRole('combobox', { name: 'operation' }).fill('listFolders')
    await page.getByRole('spinbutton', { name: 'times' }).fill('2')
    const shown = page.getByRole('group', { name: /^The fault as/ })
    const json = `{"tenant":"${tenant}","match":{"operation":"listFolders"},"times":2,"fault":{"error":"HTTP_500","retryAfter":7}}`
    expect(await shown.textContent()).toContain(`-d '${json}'`)
    await page.getByRole('button', { name: 'As header' }).click()
    expect(await shown.textContent()).toContain('times needs the plan')
    await page.getByRole('button', { name: 'Plan it' }).click()
    await page.getByText('2 steps left of 2').waitFor()
    const { status, headers } = await call('/folders')
    expect([status, headers.get('retry-after')]).toEqual([500, '7'])
    await page.getByText('1 step left of 2').waitFor()
    await page.getByRole('button', { name: 'Remove plan-' }).click()
    await page.getByText('Nothing is planned').waitFor()
    expect(mock.faults.list()).toEqual([])
  })

  test('what the mock refuses is told with its field, and a scenario starts by a click', async () => {
    await open('#/faults')
    await page.getByRole('button', { name: 'Transport fault' }).click()
    await page.getByRole('combobox', { name: 'a transport fault' }).selectOption('slow-answer')
    await page.getByRole('button', { name: 'Plan it' }).click()
    await page.getByText(/fault\.delay: .*required/i).waitFor()
    await page.getByRole('button', { name: 'Start provider-outage' }).click()
    await page.getByText(/provider-outage: .* added to the plan/).waitFor()
    expect(mock.faults.list().length).toBeGreaterThan(0)
  })

  test('a code and a field that only the server knows are there', async () => {
    await page.route('**/__mock/openapi.json', async (route) => {
      const response = await route.fetch()
      const document = await response.json()
      const { properties } = document.components.schemas.ErrorFault
      properties.error.enum.push('FROM_TOMORROW')
      properties.tomorrowMs = { type: 'integer', minimum: 5, maximum: 8, description: 'Of tomorrow.' }
      await route.fulfill({ response, json: document })
    })
    await open('#/faults')
    await page.getByRole('combobox', { name: 'an error' }).selectOption('FROM_TOMORROW')
    await page.getByText(/^More/).click()
    const field = page.getByRole('spinbutton', { name: 'tomorrow ms' })
    expect(await field.getAttribute('placeholder')).toBe('5 to 8')
    await field.fill('9')
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByRole('group', { name: /^The fault as/ }).textContent()).toContain('"tomorrowMs":9')
  })

  test('a tenant is changed by clicks', async () => {
    await open(`#/tenant?tenant=${tenant}`)
    await page.getByRole('button', { name: 'Down' }).click()
    await page.getByRole('button', { name: 'Past due' }).click()
    await eventually(() => page.getByRole('button', { pressed: true }).allTextContents()).toContain('Past due')
    const seen = await worldOf(mock, tenant)
    expect([seen.provider, seen.subscription]).toEqual(['down', 'past_due'])
    const before = seen.clock.now()
    await page.getByRole('button', { name: '+1 hour' }).click()
    await eventually(() => seen.clock.now() - before).toBeGreaterThanOrEqual(3_600_000)
    await page.getByRole('button', { name: 'Reset' }).click()
    await eventually(() => page.getByRole('button', { pressed: true }).allTextContents()).toContain('Up')
  })

  test('under the prefix of a tenant everything is of that tenant', async () => {
    await page.goto(new URL(`/t/${tenant}/__mock/#/faults`, mock.url).href)
    expect(await page.getByRole('combobox', { name: 'Tenant' }).inputValue()).toBe(tenant)
    await page.getByRole('button', { name: 'Plan it' }).click()
    await page.getByText('1 step left of 1').waitFor()
    expect(mock.faults.list().map((entry) => entry.tenant)).toEqual([tenant])
  })

  test('an error is looked up, tried and handed to the plan', async () => {
    await open('#/errors')
    await page.getByRole('searchbox').fill('402')
    await page.getByRole('link', { name: /HTTP_402/ }).click()
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.getByText('"code": "HTTP_402"').waitFor()
    expect(await page.getByRole('group', { name: 'A client that handles HTTP_402' }).textContent()).toContain(
      "'HTTP_402'",
    )
    await page.getByRole('button', { name: 'Plan it' }).click()
    expect(await page.getByRole('combobox', { name: 'an error' }).inputValue()).toBe('HTTP_402')
  })

  test('everything is reached by keys', async () => {
    await call('/folders')
    await call('/user-files')
    await open('#/errors')
    await page.getByRole('heading', { name: 'Choose an error' }).waitFor()
    await page.keyboard.press('1')
    await rows().first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('list')
    expect(await page.getByRole('searchbox').inputValue()).toBe('list')
    await page.getByRole('listbox').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.getByRole('heading', { name: 'listFolders' }).waitFor()
    expect(await rows().nth(1).getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Escape')
    await eventually(() => page.getByRole('region', { name: /^Attempt/ }).count()).toBe(0)
  })

  test('a stream that breaks off goes on where it was', async () => {
    const asked: (string | undefined)[] = []
    await page.route('**/journal/stream*', (route) => {
      asked.push(route.request().headers()['last-event-id'])
      if (asked.length > 1) return route.continue()
      const data = JSON.stringify(anAttempt({ id: 5, target: '/told-before' }))
      return route.fulfill({ contentType: 'text/event-stream', body: `event: attempt\nid: 5\ndata: ${data}\n\n` })
    })
    await open('#/traffic')
    await page.getByText('/told-before').waitFor()
    await eventually(() => asked).toEqual(['0', '5'])
  })

  test('a token is asked for, kept for the tab, and shown nowhere', async () => {
    await using guarded = await startMockServer({ files: 1, controlToken: 's3cret' })
    await page.goto(new URL('/#/faults', guarded.url).href)
    await page.getByLabel('Token').fill('wrong')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('The token is wrong.').waitFor()
    await page.getByLabel('Token').fill('s3cret')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('Nothing is planned').waitFor()
    expect(await page.evaluate(() => [Object.values(sessionStorage), Object.values(localStorage)])).toEqual([
      ['s3cret'],
      ['auto'],
    ])
    expect(await page.content()).not.toContain('s3cret')
    expect(await page.getByRole('group', { name: /^The fault as/ }).textContent()).toContain('$MOCK_CONTROL_TOKEN')
  })

  test.each(['light', 'dark'] as const)(
    'in %s axe finds nothing, and at 400 pixels nothing is cut off',
    async (colorScheme) => {
      await call('/user-files', { 'Mock-Fault': 'HTTP_500' })
      await call('/user-files?oops=1')
      mock.faults.next('RATE_LIMIT_ERROR', { times: 2 })
      await page.emulateMedia({ colorScheme })
      for (const place of places) {
        await page.setViewportSize({ width: 1_280, height: 800 })
        await open(place)
        await page.locator('.card, .virtual').first().waitFor()
        if (place === '#/traffic') await rows().first().click()
        await page.evaluate(axe)
        const { violations } = (await page.evaluate('axe.run()')) as {
          violations: { id: string; nodes: { html: string }[] }[]
        } // what axe documents
        expect(violations.map(({ id, nodes }) => `${place}: ${id}: ${nodes[0]?.html}`)).toEqual([])
        await page.setViewportSize({ width: 400, height: 800 })
        expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBeLessThanOrEqual(400)
      }
    },
  )
})
