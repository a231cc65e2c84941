import { afterEach, describe, expect, test, vi } from 'vitest'
import { StubElement, stubPage } from '../../testing/stub-page.ts'

afterEach(() => vi.unstubAllGlobals())

const load = async () => ({
  ...(await import('./route.ts')),
  ...(await import('./keys.ts')),
  ...(await import('./theme.ts')),
})

describe('the address', () => {
  test.each([
    ['', { tab: 'traffic', detail: undefined, tenant: undefined }],
    ['#/errors/HTTP_413?tenant=acme', { tab: 'errors', detail: 'HTTP_413', tenant: 'acme' }],
    ['#faults', { tab: 'faults', detail: undefined, tenant: undefined }],
    ['#/tenant/?tenant=', { tab: 'tenant', detail: undefined, tenant: undefined }],
    ['#/nowhere/a%20b', { tab: 'traffic', detail: 'a b', tenant: undefined }],
  ])('%j says where the page is', async (hash, wanted) => {
    stubPage({ hash })
    const { readRoute, route } = await load()
    expect(readRoute(hash)).toEqual(wanted)
    expect(route.value).toEqual(wanted)
  })

  test('is written as it is read', async () => {
    stubPage()
    const { readRoute, writeRoute } = await load()
    for (const hash of ['#/traffic', '#/errors/a%20b?tenant=acme', '#/faults?tenant=x'])
      expect(writeRoute(readRoute(hash))).toBe(hash)
  })

  test('under the prefix of a tenant names that tenant only', async () => {
    stubPage({ pathname: '/t/ann/__mock/', hash: '#/faults?tenant=bob' })
    expect((await load()).route.value.tenant).toBe('ann')
  })

  test('is followed, and the title says it', async () => {
    const page = stubPage({ hash: '#/errors/TIMEOUT?tenant=acme' })
    const { followAddress, linkTo, goTo, route } = await load()
    followAddress()
    expect(page.document.title).toBe('errors · acme · Mock console')
    expect(linkTo({})).toBe('#/errors?tenant=acme')
    expect(linkTo({ tab: 'tenant', tenant: 'bob' })).toBe('#/tenant?tenant=bob')
    goTo({ tab: 'faults', tenant: undefined })
    expect(route.value).toEqual({ tab: 'faults', detail: undefined, tenant: undefined })
    expect(page.document.title).toBe('faults · Mock console')
  })
})

describe('keys', () => {
  test('1 to 4 open a part of the console', async () => {
    const page = stubPage()
    const { followKeys, followAddress, route } = await load()
    followAddress()
    followKeys()
    const seen = ['1', '2', '3', '4'].map((key) => {
      page.press(key)
      return route.value.tab
    })
    expect(seen).toEqual(['traffic', 'faults', 'tenant', 'errors'])
    page.press('5')
    page.press('0')
    expect(route.value.tab).toBe('errors')
  })

  test.each([
    [{ ctrlKey: true }],
    [{ metaKey: true }],
    [{ altKey: true }],
    [{ target: new StubElement('input') }],
    [{ target: new StubElement('select') }],
    [{ target: new StubElement('textarea') }],
    [{ target: new StubElement('[contenteditable]') }],
  ])('mean something else with %j', async (event) => {
    const page = stubPage()
    vi.stubGlobal('HTMLElement', StubElement)
    const { followKeys, route } = await load()
    followKeys()
    page.press('2', event)
    expect(route.value.tab).toBe('traffic')
    expect(page.location.hash).toBe('')
  })

  test('/ goes to the filter where there is one', async () => {
    const page = stubPage()
    const { followKeys } = await load()
    followKeys()
    expect(page.press('/')).toBe(false)
    const filter = {
      focused: 0,
      focus() {
        filter.focused += 1
      },
    }
    page.elements.set('filter', filter)
    expect(page.press('/', { target: new StubElement('button') })).toBe(true)
    expect(page.press('x')).toBe(false)
    expect(filter.focused).toBe(1)
  })
})

describe('the theme', () => {
  test('is the one that was kept, and goes round', async () => {
    const page = stubPage({ local: { 'mock-console-theme': 'dark' } })
    const { theme, nextTheme, followTheme } = await load()
    followTheme()
    expect([theme.value, page.document.documentElement.style.colorScheme]).toEqual(['dark', 'dark'])
    nextTheme()
    expect([theme.value, page.document.documentElement.style.colorScheme]).toEqual(['auto', 'light dark'])
    expect(page.stored.local.get('mock-console-theme')).toBe('auto')
    nextTheme()
    expect([theme.value, page.document.documentElement.style.colorScheme]).toEqual(['light', 'light'])
    nextTheme()
    expect(theme.value).toBe('dark')
  })

  test.each([{}, { 'mock-console-theme': 'pink' }])('is the system’s where %j is kept', async (local) => {
    stubPage({ local })
    expect((await load()).theme.value).toBe('auto')
  })
})
