import { facts } from '../api/facts.ts'
import { sentence } from '../parts/format.ts'
import { FieldList, ValueEditor } from '../schema/editor.tsx'
import type { Step } from './draft.ts'
import { beginFault, type FaultKind, kindOf } from './kinds.ts'

export interface StepEditorProps {
  readonly kinds: readonly FaultKind[]
  readonly step: Step
  /** Undefined where it is the only one. */
  readonly number: number | undefined
  readonly onChange: (step: Step) => void
  readonly onRemove: () => void
}

/** Fields that are asked for most: they stand open where the kind has them, the others behind a click. */
const usual = ['retryAfter', 'delay']

/** What the error table says of a code. */
function Meaning({ name }: { readonly name: unknown }) {
  const row = facts.value?.errors.find(({ code }) => code === name)
  return row ? (
    <p class="hint">
      {row.status}: {row.meaning}
    </p>
  ) : null
}

function FaultFields({ kind, fault, onChange }: { kind: FaultKind; fault: object; onChange: (step: Step) => void }) {
  const own = kind.fields.find(({ name }) => name === kind.key)
  const others = kind.fields.filter(({ name }) => name !== kind.key)
  const change = (next: Readonly<Record<string, unknown>> | undefined) => onChange(next ?? {})
  const open = others.filter(({ name }) => usual.includes(name) || kind.required.includes(name))
  const more = others.filter((field) => !open.includes(field))
  const given = more.filter(({ name }) => name in fault).length
  const name: unknown = Reflect.get(fault, kind.key)
  return (
    <>
      {own && (
        <div class="which">
          <ValueEditor
            editor={own.editor}
            value={name}
            onChange={(next) => change({ ...fault, [kind.key]: next })}
            label={kind.title}
            isRequired
          />
          <Meaning name={name} />
        </div>
      )}
      <FieldList fields={open} required={kind.required} value={fault} onChange={change} />
      {more.length > 0 && (
        <details class="more">
          <summary>
            More{given > 0 && ` (${given} given)`}:{' '}
            <span class="soft">{more.map((field) => field.name).join(', ')}</span>
          </summary>
          <FieldList fields={more} value={fault} onChange={change} />
        </details>
      )}
    </>
  )
}

/** One step: a kind of fault with its fields, or `pass`. */
export function StepEditor({ kinds, step, number, onChange, onRemove }: StepEditorProps) {
  const kind = step === 'pass' ? undefined : kindOf(kinds, step)
  return (
    <fieldset class="step">
      <legend class={number === undefined ? 'unseen' : ''}>Step {number ?? 1}</legend>
      <div class="step-head">
        <div class="segmented">
          {kinds.map((one) => (
            <button
              key={one.title}
              type="button"
              title={one.description}
              aria-pressed={kind === one}
              onClick={() => onChange(beginFault(one))}
            >
              {sentence(one.title.replace(/^an? /, ''))}
            </button>
          ))}
          {number !== undefined && (
            <button
              type="button"
              title="Let one request through"
              aria-pressed={step === 'pass'}
              onClick={() => onChange('pass')}
            >
              Pass
            </button>
          )}
        </div>
        {number !== undefined && (
          <button type="button" class="quiet" onClick={onRemove} aria-label={`Remove step ${number}`}>
            ✕
          </button>
        )}
      </div>
      {step !== 'pass' && kind && <FaultFields key={kind.title} kind={kind} fault={step} onChange={onChange} />}
    </fieldset>
  )
}
