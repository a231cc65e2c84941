import { useSignal } from '@preact/signals'
import { control } from '../api/control.ts'
import type { Facts } from '../api/facts.ts'
import { route } from '../app/route.ts'
import { plural, words } from '../parts/format.ts'
import { loadPlan } from './plan.ts'

/** The scenarios that come with the mock, to be started by a click. */
export function ScenarioList({ facts }: { readonly facts: Facts }) {
  const said = useSignal('')
  const start = async (name: string) => {
    const { tenant } = route.value
    try {
      const { faults } = await control<{ faults: readonly unknown[] }>('/scenarios', {
        method: 'POST',
        body: { name, ...(tenant !== undefined && { tenant }) },
      })
      said.value = `${name}: ${plural(faults.length, 'entry', 'entries')} added to the plan.`
    } catch (error) {
      said.value = String(error)
    }
    await loadPlan()
  }
  return (
    <section class="card" aria-labelledby="scenarios-title">
      <header class="card-head">
        <h2 id="scenarios-title">Scenarios</h2>
        <span class="spring" />
        <span class="soft">for {route.value.tenant ?? 'every tenant'}</span>
      </header>
      <p role="status" class="soft">
        {said.value}
      </p>
      <ul class="plain scenarios">
        {facts.scenarios.map(({ name, description }) => (
          <li key={name}>
            <div>
              <b>{words(name)}</b>
              <p class="hint">{description}</p>
            </div>
            <button type="button" onClick={() => void start(name)} aria-label={`Start ${name}`}>
              Start
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
