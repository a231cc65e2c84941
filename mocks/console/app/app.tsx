import { tokenState } from '../api/control.ts'
import { facts } from '../api/facts.ts'
import { ErrorsTab } from '../errors/errors-tab.tsx'
import { FaultsTab } from '../faults/faults-tab.tsx'
import { TenantTab } from '../tenant/tenant-tab.tsx'
import { TrafficTab } from '../traffic/traffic-tab.tsx'
import { Header } from './header.tsx'
import { route, type Tab } from './route.ts'
import { TokenForm } from './token-form.tsx'

const views: Readonly<Record<Tab, () => preact.JSX.Element | null>> = {
  traffic: TrafficTab,
  faults: FaultsTab,
  tenant: TenantTab,
  errors: ErrorsTab,
}

export function App() {
  if (tokenState.value !== 'fine') return <TokenForm />
  const View = views[route.value.tab]
  return (
    <>
      <Header />
      <main id="main">{facts.value ? <View /> : <p class="empty">Asking the mock …</p>}</main>
    </>
  )
}
