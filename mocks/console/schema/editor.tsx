import { useId, useState } from 'preact/hooks'
import { words } from '../parts/format.ts'
import type { Editor, Field, Way } from './fields.ts'
import { memberOf, withMember } from './member.ts'

export interface EditorProps {
  readonly editor: Editor
  /** Undefined: not given. */
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  /** What the field is called, for whoever cannot see where it stands. */
  readonly label: string
  /** Whether something must be given. */
  readonly isRequired?: boolean
  readonly id?: string
  readonly describedBy?: string
}

type EditorOf<Kind extends Editor['kind']> = Omit<EditorProps, 'editor'> & {
  readonly editor: Extract<Editor, { kind: Kind }>
}

const asText = (value: unknown) => (value === undefined || value === null ? '' : String(value))

/** The bounds of a number in words, as a hint in its empty field. */
export function boundsOf({ min, max, above }: Extract<Editor, { kind: 'number' }>): string {
  const from = above !== undefined ? `above ${above}` : min !== undefined ? String(min) : ''
  const isOpen = max === undefined || max >= Number.MAX_SAFE_INTEGER
  if (isOpen) return from === '' ? '' : above !== undefined ? from : `${from} or more`
  return from === '' ? `up to ${max}` : `${from} to ${max}`
}

const attributes = ({ id, label, describedBy }: Omit<EditorProps, 'editor'>) => ({
  ...(id === undefined ? { 'aria-label': label } : { id }),
  ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
})

function ChoiceEditor({ editor: { values }, value, onChange, isRequired, ...rest }: EditorOf<'choice'>) {
  const choose = (text: string) => onChange(values.find((known) => String(known) === text))
  return (
    <select
      {...attributes({ value, onChange, ...rest })}
      value={asText(value)}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {!isRequired && <option value="">–</option>}
      {values.map((known) => (
        <option key={known} value={String(known)}>
          {known}
        </option>
      ))}
    </select>
  )
}

function NumberEditor({ editor, value, onChange, ...rest }: EditorOf<'number'>) {
  const { isWhole, min, max, above } = editor
  const isWrong =
    typeof value === 'number' &&
    ((min !== undefined && value < min) ||
      (max !== undefined && value > max) ||
      (above !== undefined && value <= above) ||
      (isWhole && !Number.isInteger(value)))
  return (
    <input
      {...attributes({ value, onChange, ...rest })}
      type="number"
      step={isWhole ? 1 : 'any'}
      min={min}
      max={max}
      placeholder={boundsOf(editor)}
      aria-invalid={isWrong}
      value={asText(value)}
      onInput={({ currentTarget: { value: text, valueAsNumber } }) => onChange(text === '' ? undefined : valueAsNumber)}
    />
  )
}

function TextEditor({ editor: { pattern, maxLength }, value, onChange, ...rest }: EditorOf<'text'>) {
  const isWrong = typeof value === 'string' && pattern !== undefined && !new RegExp(pattern, 'u').test(value)
  return (
    <input
      {...attributes({ value, onChange, ...rest })}
      type="text"
      spellcheck={false}
      autocomplete="off"
      maxLength={maxLength}
      aria-invalid={isWrong}
      value={asText(value)}
      onInput={({ currentTarget: { value: text } }) => onChange(text === '' ? undefined : text)}
    />
  )
}

function JsonEditor({ value, onChange, ...rest }: EditorOf<'json'>) {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value))
  const [isWrong, setWrong] = useState(false)
  const read = (given: string) => {
    setText(given)
    try {
      onChange(given.trim() === '' ? undefined : JSON.parse(given))
      setWrong(false)
    } catch {
      setWrong(true)
    }
  }
  return (
    <input
      {...attributes({ value, onChange, ...rest })}
      type="text"
      spellcheck={false}
      autocomplete="off"
      placeholder='{"field":"name"}'
      aria-invalid={isWrong}
      value={text}
      onInput={(event) => read(event.currentTarget.value)}
    />
  )
}

function ListEditor({ editor: { item, min, max }, value, onChange, label }: EditorOf<'list'>) {
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const shown = Math.max(min, items.length)
  const change = (place: number, next: unknown) => {
    const all = Array.from({ length: shown }, (_, index) => (index === place ? next : items[index]))
    onChange(all.every((one) => one === undefined) ? undefined : all)
  }
  return (
    <span class="list-editor">
      {Array.from({ length: shown }, (_, place) => (
        <ValueEditor
          key={place}
          editor={item}
          value={items[place]}
          onChange={(next) => change(place, next)}
          label={`${label}, ${place + 1}`}
        />
      ))}
      {shown < max && (
        <button
          type="button"
          class="quiet"
          onClick={() => onChange([...items, undefined])}
          aria-label={`${label}: one more`}
        >
          +
        </button>
      )}
    </span>
  )
}

function GroupEditor({ editor: { fields }, value, onChange }: EditorOf<'group'>) {
  const [only] = fields
  if (fields.length === 1 && only)
    return (
      <ValueEditor
        editor={only.editor}
        value={memberOf(value, only.name)}
        onChange={(next) => onChange(withMember(value, only.name, next))}
        label={only.name}
      />
    )
  return <FieldList fields={fields} value={value} onChange={onChange} />
}

/** Which of the ways a value has taken. */
function wayOf(ways: readonly Way[], value: unknown): number {
  const fits = ({ editor }: Way): boolean => {
    if (editor.kind === 'number') return typeof value === 'number'
    if (editor.kind === 'choice') return editor.values.some((known) => known === value)
    if (editor.kind === 'text') return typeof value === 'string'
    if (editor.kind === 'flag') return typeof value === 'boolean'
    if (editor.kind === 'nothing') return value === null
    if (editor.kind === 'list') return Array.isArray(value)
    return editor.kind === 'group' && editor.fields.some(({ name }) => memberOf(value, name) !== undefined)
  }
  return Math.max(0, ways.findIndex(fits))
}

function EitherEditor({ editor: { ways }, value, onChange, label, id, describedBy }: EditorOf<'either'>) {
  const [chosen, setChosen] = useState(() => wayOf(ways, value))
  const way = ways[chosen]
  const choose = (next: number) => {
    setChosen(next)
    const { editor } = ways[next] ?? {}
    const [only] = editor?.kind === 'choice' ? editor.values : []
    onChange(editor?.kind === 'nothing' ? null : only)
  }
  return (
    <span class="either-editor">
      <select
        aria-label={`${label}: form`}
        value={String(chosen)}
        onChange={(event) => choose(Number(event.currentTarget.value))}
      >
        {ways.map((one, index) => (
          <option key={one.label} value={String(index)}>
            {one.label}
          </option>
        ))}
      </select>
      {way && way.editor.kind !== 'nothing' && (
        <ValueEditor
          key={chosen}
          editor={way.editor}
          value={value}
          onChange={onChange}
          label={label}
          {...(id !== undefined && { id })}
          {...(describedBy !== undefined && { describedBy })}
        />
      )}
    </span>
  )
}

/** Enters one value as its schema wants it. */
export function ValueEditor({ editor, ...props }: EditorProps) {
  if (editor.kind === 'choice') return <ChoiceEditor editor={editor} {...props} />
  if (editor.kind === 'number') return <NumberEditor editor={editor} {...props} />
  if (editor.kind === 'text') return <TextEditor editor={editor} {...props} />
  if (editor.kind === 'list') return <ListEditor editor={editor} {...props} />
  if (editor.kind === 'group') return <GroupEditor editor={editor} {...props} />
  if (editor.kind === 'either') return <EitherEditor editor={editor} {...props} />
  if (editor.kind === 'json') return <JsonEditor editor={editor} {...props} />
  if (editor.kind === 'nothing') return null
  const { value, onChange, ...rest } = props
  return (
    <input
      {...attributes({ value, onChange, ...rest })}
      type="checkbox"
      checked={value === true}
      onChange={(event) => onChange(event.currentTarget.checked || undefined)}
    />
  )
}

export interface FieldListProps {
  readonly fields: readonly Field[]
  /** The names of those that must be given. */
  readonly required?: readonly string[]
  /** The object that they are fields of. */
  readonly value: unknown
  readonly onChange: (value: Readonly<Record<string, unknown>> | undefined) => void
}

/** The fields of an object, each with its name and what it means. */
export function FieldList({ fields, required = [], value, onChange }: FieldListProps) {
  return (
    <div class="fields">
      {fields.map((field) => (
        <FieldRow
          key={field.name}
          field={field}
          isRequired={required.includes(field.name)}
          value={memberOf(value, field.name)}
          onChange={(next) => onChange(withMember(value, field.name, next))}
        />
      ))}
    </div>
  )
}

interface FieldRowProps extends Omit<EditorProps, 'editor' | 'label'> {
  readonly field: Field
}

function FieldRow({ field: { name, description, editor }, isRequired = false, value, onChange }: FieldRowProps) {
  const id = useId()
  const hint = description === '' ? undefined : `${id}-hint`
  const isLabelled = editor.kind !== 'group' && editor.kind !== 'list' && editor.kind !== 'either'
  return (
    <div class="field" data-field={name}>
      {isLabelled ? (
        <label for={id}>
          {words(name)}
          {isRequired && ' *'}
        </label>
      ) : (
        <span class="label">{words(name)}</span>
      )}
      <div class="value">
        <ValueEditor
          editor={editor}
          value={value}
          onChange={onChange}
          label={words(name)}
          isRequired={isRequired}
          {...(isLabelled && { id })}
          {...(hint !== undefined && { describedBy: hint })}
        />
        {hint !== undefined && (
          <p class="hint" id={hint}>
            {description.replaceAll('`', '')}
          </p>
        )}
      </div>
    </div>
  )
}
