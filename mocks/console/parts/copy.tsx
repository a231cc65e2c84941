import { useState } from 'preact/hooks'

/** Copies a text, and says so for a moment. */
export function CopyButton({ text, label = 'Copy' }: { readonly text: string; readonly label?: string }) {
  const [said, say] = useState('')
  const copy = () =>
    navigator.clipboard
      .writeText(text)
      .then(() => say('Copied'))
      .catch(() => say('Select it by hand'))
      .finally(() => setTimeout(() => say(''), 1_500))
  return (
    <button type="button" class="quiet" onClick={copy}>
      <span aria-live="polite">{said || label}</span>
    </button>
  )
}

export interface CodeProps {
  readonly text: string
  readonly label: string
  /** Whether long lines stay long: those of a program do, those of a shell are broken. */
  readonly isProgram?: boolean
}

/** A piece of code to copy. */
export function Code({ text, label, isProgram = false }: CodeProps) {
  return (
    <div class="code">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div class="code-text" role="group" aria-label={label} tabIndex={0}>
        <pre class={isProgram ? 'program' : ''}>{text}</pre>
      </div>
      <CopyButton text={text} />
    </div>
  )
}
