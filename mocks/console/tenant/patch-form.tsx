import { useSignal } from '@preact/signals'
import type { Facts } from '../api/facts.ts'
import { sentence, words } from '../parts/format.ts'
import { FieldList } from '../schema/editor.tsx'
import { type Field, fieldsOf } from '../schema/fields.ts'
import { memberOf, withMember } from '../schema/member.ts'
import { changeTenant, problem, type TenantView } from './tenant.ts'

/** A choice that takes effect when it is made. */
function Choice({
  field: { name, description, editor },
  tenant,
}: {
  readonly field: Field
  readonly tenant: TenantView
}) {
  if (editor.kind !== 'choice') return null
  const now = memberOf(tenant, name)
  return (
    <fieldset class="choice" data-field={name}>
      <legend>{words(name)}</legend>
      <div class="segmented" title={description}>
        {editor.values.map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === now}
            onClick={() => void changeTenant(tenant.name, { [name]: value })}
          >
            {sentence(words(String(value)).replaceAll('_', ' '))}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

const patchFields = (facts: Facts) => fieldsOf(facts.schemas.TenantPatch ?? {}, facts.schemas)

/** What of a tenant is one of few: plan, subscription, provider. */
export function TenantChoices({ facts, tenant }: { readonly facts: Facts; readonly tenant: TenantView }) {
  return (
    <div class="choices">
      {patchFields(facts)
        .filter(({ editor }) => editor.kind === 'choice')
        .map((field) => (
          <Choice key={field.name} field={field} tenant={tenant} />
        ))}
    </div>
  )
}

/** Everything else that can be changed, sent together. */
export function TenantPatchForm({ facts, tenant }: { readonly facts: Facts; readonly tenant: TenantView }) {
  const value = useSignal<Readonly<Record<string, unknown>> | undefined>(undefined)
  const round = useSignal(0)
  const fields = patchFields(facts).filter(({ editor }) => editor.kind !== 'choice')
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    await changeTenant(tenant.name, value.value ?? {})
    if (problem.value !== '') return
    value.value = undefined
    round.value += 1
  }
  return (
    <form class="patch" onSubmit={(event) => void send(event)} noValidate>
      {fields.map((field) => (
        <details class="more" key={`${field.name} ${round.value}`}>
          <summary>
            {words(field.name)} <span class="soft">{field.description.replaceAll('`', '')}</span>
          </summary>
          <FieldList
            fields={field.editor.kind === 'group' ? field.editor.fields : [field]}
            value={field.editor.kind === 'group' ? memberOf(value.value, field.name) : value.value}
            onChange={(next) => {
              value.value = field.editor.kind === 'group' ? withMember(value.value, field.name, next) : next
            }}
          />
        </details>
      ))}
      <div class="actions">
        <button type="submit" class="main" disabled={value.value === undefined}>
          Change
        </button>
        {problem.value !== '' && (
          <p role="status" class="problem">
            {problem.value}
          </p>
        )}
      </div>
    </form>
  )
}
