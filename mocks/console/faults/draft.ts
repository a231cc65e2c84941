import { signal } from '@preact/signals'
import { goTo, route } from '../app/route.ts'

/** One step of a draft: a fault, or `pass`. */
export type Step = Readonly<Record<string, unknown>> | 'pass'

/** An entry of the plan while it is being written. */
export interface Draft {
  /** For whom and when: every field of an entry but its faults. */
  readonly placing: Readonly<Record<string, unknown>>
  readonly steps: readonly Step[]
}

/** What is in an empty draft. */
export const firstDraft: Draft = { placing: {}, steps: [{ error: 'RATE_LIMIT_ERROR', retryAfter: 3 }] }

export const draft = signal<Draft>(firstDraft)

/** The entry as it goes to the control API. */
export function entryOf({ placing, steps }: Draft): Readonly<Record<string, unknown>> {
  const [only] = steps
  return steps.length === 1 && only !== undefined && only !== 'pass'
    ? { ...placing, fault: only }
    : { ...placing, sequence: steps }
}

/** The draft as an entry of the plan, for the tenant that is looked at unless it names one itself. */
export function draftEntry(): Readonly<Record<string, unknown>> {
  const { tenant } = route.value
  return { ...(tenant !== undefined && { tenant }), ...entryOf(draft.value) }
}

/** Begins a draft with this fault, for the tenant that is looked at. */
export function draftFault(fault: Readonly<Record<string, unknown>>): void {
  draft.value = { placing: draft.value.placing, steps: [fault] }
  goTo({ tab: 'faults' })
}

/** Begins to plan a fault for requests like one that was seen. */
export function draftFor(tenant: string, operation: string | null): void {
  draft.value = { ...draft.value, placing: operation === null ? {} : { match: { operation } } }
  goTo({ tab: 'faults', tenant })
}
