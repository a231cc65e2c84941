import { facts } from '../api/facts.ts'
import { FaultForm } from './fault-form.tsx'
import { PlanList } from './plan-list.tsx'
import { ScenarioList } from './scenario-list.tsx'

/** What shall go wrong: one fault, a plan, a scenario. */
export function FaultsTab() {
  const known = facts.value
  if (!known) return null
  return (
    <div class="columns">
      <FaultForm facts={known} />
      <div class="column">
        <PlanList />
        <ScenarioList facts={known} />
      </div>
    </div>
  )
}
