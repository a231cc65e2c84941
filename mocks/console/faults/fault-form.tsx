import { useSignal } from '@preact/signals'
import { ControlError, control } from '../api/control.ts'
import type { Facts } from '../api/facts.ts'
import { route } from '../app/route.ts'
import { FieldList } from '../schema/editor.tsx'
import { memberOf, withMember } from '../schema/member.ts'
import { draft, draftEntry, firstDraft, type Step } from './draft.ts'
import { faultKinds, placingFields } from './kinds.ts'
import { MatchEditor } from './match-editor.tsx'
import { loadPlan } from './plan.ts'
import { StepEditor } from './step-editor.tsx'
import { Written } from './written-as.tsx'

const setSteps = (steps: readonly Step[]) => {
  draft.value = { ...draft.value, steps }
}

const setPlacing = (placing: Readonly<Record<string, unknown>> | undefined) => {
  draft.value = { ...draft.value, placing: placing ?? {} }
}

function Whom({ facts }: { readonly facts: Facts }) {
  const { placing } = draft.value
  const fields = placingFields(facts.schemas)
  const { tenant } = route.value
  const others = fields.filter(({ name }) => name !== 'tenant' && name !== 'match')
  return (
    <fieldset class="card">
      <legend>Which requests</legend>
      <p class="hint">
        {tenant === undefined ? 'Of every tenant.' : `Of the tenant ${tenant}.`} The field at the top of the page
        chooses.
      </p>
      <MatchEditor
        facts={facts}
        value={memberOf(placing, 'match')}
        onChange={(match) => setPlacing(withMember(placing, 'match', match))}
      />
      <div class="compact">
        <FieldList fields={others} value={placing} onChange={setPlacing} />
      </div>
    </fieldset>
  )
}

function What({ facts }: { readonly facts: Facts }) {
  const { steps } = draft.value
  const kinds = faultKinds(facts.schemas)
  return (
    <fieldset class="card">
      <legend>What happens</legend>
      {steps.map((step, index) => (
        <StepEditor
          key={index}
          kinds={kinds}
          step={step}
          number={steps.length === 1 ? undefined : index + 1}
          onChange={(next) => setSteps(steps.map((one, place) => (place === index ? next : one)))}
          onRemove={() => setSteps(steps.filter((_, place) => place !== index))}
        />
      ))}
      <button type="button" class="quiet" onClick={() => setSteps([...steps, 'pass'])}>
        + another step
      </button>
    </fieldset>
  )
}

/** Writes an entry of the plan, and shows it in every form in which it can be asked for. */
export function FaultForm({ facts }: { readonly facts: Facts }) {
  const problem = useSignal('')
  const added = useSignal('')
  const plan = async (event: SubmitEvent) => {
    event.preventDefault()
    try {
      const { id } = await control<{ id: string }>('/faults', { method: 'POST', body: draftEntry() })
      problem.value = ''
      added.value = `Planned as ${id}.`
      await loadPlan()
    } catch (error) {
      added.value = ''
      problem.value =
        error instanceof ControlError && error.field !== undefined ? `${error.field}: ${error.message}` : String(error)
    }
  }
  return (
    <form class="fault-form" onSubmit={(event) => void plan(event)} noValidate>
      <What facts={facts} />
      <Whom facts={facts} />
      <div class="actions plan-it">
        <button type="submit" class="main">
          Plan it
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => {
            draft.value = firstDraft
            problem.value = ''
          }}
        >
          Start over
        </button>
        <p role="status" class={problem.value === '' ? 'soft' : 'problem'}>
          {problem.value || added.value}
        </p>
      </div>
      <Written facts={facts} />
    </form>
  )
}
