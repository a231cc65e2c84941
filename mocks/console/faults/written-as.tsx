import { useSignal } from '@preact/signals'
import { controlBase, hasToken } from '../api/control.ts'
import type { Facts } from '../api/facts.ts'
import { route } from '../app/route.ts'
import { Code } from '../parts/copy.tsx'
import { memberOf } from '../schema/member.ts'
import { firstRead, keyOf } from '../traffic/first-curl.ts'
import { draftEntry } from './draft.ts'
import { faultKinds, kindOf } from './kinds.ts'
import { asCode, asCurl, asHeader, asScenario, type Target } from './written.ts'

const forms = ['curl', 'header', 'code', 'scenario'] as const

function targetOf(facts: Facts, entry: object): Target {
  const asked = memberOf(memberOf(entry, 'match'), 'operation')
  const operation = facts.operations.find(({ id }) => id === asked) ?? firstRead(facts)
  return {
    control: location.origin + controlBase,
    url: location.origin + facts.basePath + (operation?.path ?? '/'),
    method: operation?.method ?? 'GET',
    key: keyOf(facts, route.value.tenant),
    hasToken: hasToken(),
  }
}

/** The draft as curl, as a header, as code, as a line of a scenario. */
export function Written({ facts }: { readonly facts: Facts }) {
  const form = useSignal<(typeof forms)[number]>('curl')
  const entry = draftEntry()
  const target = targetOf(facts, entry)
  const fault = memberOf(entry, 'fault')
  const kind = typeof fault === 'object' && fault !== null ? kindOf(faultKinds(facts.schemas), fault) : undefined
  const texts = {
    curl: () => asCurl(entry, target),
    header: () => asHeader(entry, kind?.key ?? 'error', target),
    code: () => asCode(entry),
    scenario: () => asScenario(entry),
  } satisfies Record<(typeof forms)[number], () => string>
  return (
    <fieldset class="card">
      <legend>The same</legend>
      <div class="segmented">
        {forms.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={form.value === one}
            onClick={() => {
              form.value = one
            }}
          >
            As {one}
          </button>
        ))}
      </div>
      <Code label={`The fault as ${form.value}`} text={texts[form.value]()} />
    </fieldset>
  )
}
