import { effect } from '@preact/signals'
import { render } from 'preact'
import { session } from './api/control.ts'
import { loadFacts } from './api/facts.ts'
import { App } from './app/app.tsx'
import { followKeys } from './app/keys.ts'
import { followAddress } from './app/route.ts'
import { followTheme } from './app/theme.ts'
import { followPlan } from './faults/plan.ts'
import { followTenants } from './tenant/tenant.ts'
import { followTraffic } from './traffic/traffic.ts'

followTheme()
followAddress()
followKeys()
effect(() => {
  session.value
  void loadFacts().catch(() => undefined)
})
followTraffic()
followPlan()
followTenants()

const root = document.getElementById('app')
if (root) render(<App />, root)
