import { useId } from 'preact/hooks'
import type { Facts } from '../api/facts.ts'
import { FieldList } from '../schema/editor.tsx'
import { fieldsOf } from '../schema/fields.ts'
import { memberOf, withMember } from '../schema/member.ts'

export interface MatchEditorProps {
  readonly facts: Facts
  readonly value: unknown
  readonly onChange: (value: Readonly<Record<string, unknown>> | undefined) => void
}

/** Which requests are meant. There are too many operations for a list to scroll through: this one is searched by typing. */
export function MatchEditor({ facts, value, onChange }: MatchEditorProps) {
  const id = useId()
  const given = memberOf(value, 'operation')
  const operation = typeof given === 'string' ? given : ''
  const found = facts.operations.find((one) => one.id === operation)
  const others = fieldsOf(facts.schemas.PlanMatch ?? {}, facts.schemas, ['operation'])
  const isOpen = others.some(({ name }) => memberOf(value, name) !== undefined)
  return (
    <>
      <div class="fields">
        <div class="field" data-field="operation">
          <label for={id}>operation</label>
          <div class="value">
            <input
              id={id}
              list={`${id}-list`}
              type="text"
              spellcheck={false}
              autocomplete="off"
              placeholder="every one"
              aria-describedby={`${id}-hint`}
              aria-invalid={operation !== '' && !found}
              value={operation}
              onInput={(event) => onChange(withMember(value, 'operation', event.currentTarget.value || undefined))}
            />
            <datalist id={`${id}-list`}>
              {facts.operations.map((one) => (
                <option key={one.id} value={one.id}>{`${one.method} ${one.path}`}</option>
              ))}
            </datalist>
            <p class="hint" id={`${id}-hint`}>
              {found
                ? `${found.method} ${found.path}: ${found.summary}`
                : `One of ${facts.operations.length}; type to search.`}
            </p>
          </div>
        </div>
      </div>
      <details class="more" open={isOpen}>
        <summary>
          By method or path: <span class="soft">{others.map(({ name }) => name).join(', ')}</span>
        </summary>
        <FieldList fields={others} value={value} onChange={onChange} />
      </details>
    </>
  )
}
