import { effect, signal } from '@preact/signals'
import { boundTenant } from '../api/control.ts'

export const tabs = ['traffic', 'faults', 'tenant', 'errors'] as const
export type Tab = (typeof tabs)[number]

/** What the address says: `#/errors/HTTP_413?tenant=acme`. */
export interface Route {
  readonly tab: Tab
  /** What is looked at within the tab: the code of an error. */
  readonly detail: string | undefined
  /** Whose traffic, faults and world are shown; undefined for everybody's. */
  readonly tenant: string | undefined
}

const isTab = (word: string | undefined): word is Tab => tabs.some((tab) => tab === word)

export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [tab, detail] = path.split('/').map(decodeURIComponent)
  return {
    tab: isTab(tab) ? tab : 'traffic',
    detail: detail || undefined,
    tenant: boundTenant ?? (new URLSearchParams(query).get('tenant') || undefined),
  }
}

export function writeRoute({ tab, detail, tenant }: Route): string {
  const path = detail === undefined ? tab : `${tab}/${encodeURIComponent(detail)}`
  return `#/${path}${tenant === undefined ? '' : `?${new URLSearchParams({ tenant })}`}`
}

export const route = signal<Route>(readRoute(location.hash))

/** The address of another place for the same tenant, unless it names one. */
export const linkTo = (place: Partial<Route>): string => writeRoute({ ...route.value, detail: undefined, ...place })

export function goTo(place: Partial<Route>): void {
  location.hash = linkTo(place)
}

export function followAddress(): void {
  addEventListener('hashchange', () => {
    route.value = readRoute(location.hash)
  })
  effect(() => {
    const { tab, tenant } = route.value
    document.title = `${tab}${tenant === undefined ? '' : ` · ${tenant}`} · Mock console`
  })
}
