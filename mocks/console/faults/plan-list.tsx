import type { PlanEntry } from '../../faults/plan-entry.ts'
import { linkTo, route } from '../app/route.ts'
import { plural } from '../parts/format.ts'
import { clearPlan, plan, removeEntry } from './plan.ts'

/** A step in a word, with what is said of it: `RATE_LIMIT_ERROR retryAfter 3`. */
function stepText(step: unknown): string {
  if (typeof step !== 'object' || step === null) return String(step)
  const [[, name] = ['', ''], ...others] = Object.entries(step)
  return [name, ...others.map(([field, value]) => `${field} ${JSON.stringify(value)}`)].join(' ')
}

const whomText = ({ match, tenant }: PlanEntry) =>
  [match?.operation, match?.method, match?.path].filter((part) => part !== undefined).join(' ') ||
  (tenant === undefined ? 'any request of any tenant' : 'any request')

function Progress({ entry: { served, remaining } }: { readonly entry: PlanEntry }) {
  if (remaining === null) return <span class="soft">served {served}, goes on</span>
  const all = served + remaining
  return (
    <span class="progress">
      <meter min={0} max={all} value={served} aria-label={`${served} of ${all} served`} />
      <span class="soft">{remaining === 0 ? `all ${all} served` : `${plural(remaining, 'step')} left of ${all}`}</span>
    </span>
  )
}

function Entry({ entry }: { readonly entry: PlanEntry }) {
  const { id, tenant, fault, sequence, probability, servings, matched } = entry
  const steps: readonly unknown[] = sequence ?? [fault]
  const last = servings.at(-1)
  return (
    <li class={entry.remaining === 0 ? 'entry spent' : 'entry'}>
      <div class="entry-head">
        <b class="mono">{id}</b>
        <span>{whomText(entry)}</span>
        {tenant !== undefined && <a href={linkTo({ tab: 'tenant', tenant })}>{tenant}</a>}
        {probability !== undefined && <span class="soft">{probability * 100} % of them</span>}
        <span class="spring" />
        <button type="button" class="quiet" onClick={() => void removeEntry(id)} aria-label={`Remove ${id}`}>
          ✕
        </button>
      </div>
      <div class="steps">
        {steps.slice(0, 20).map((step, index) => (
          <code key={index} class={index === 0 || sequence ? 'chip-code' : ''}>
            {stepText(step)}
          </code>
        ))}
        {steps.length > 20 && <span class="soft">and {steps.length - 20} more</span>}
      </div>
      <div class="entry-foot">
        <Progress entry={entry} />
        <span class="soft">
          {matched === 0 ? 'no request met it yet' : `met by ${plural(matched, 'request')}`}
          {last && `, last attempt ${last.attempt} of ${last.tenant}`}
        </span>
      </div>
    </li>
  )
}

/** What is planned, and what is left of it. */
export function PlanList() {
  const entries = plan.value
  const { tenant } = route.value
  return (
    <section class="card" aria-labelledby="plan-title">
      <header class="card-head">
        <h2 id="plan-title">The plan</h2>
        <span class="spring" />
        {entries && entries.length > 0 && (
          <button type="button" onClick={() => void clearPlan()}>
            {tenant === undefined ? 'Remove all' : `Remove those of ${tenant}`}
          </button>
        )}
      </header>
      {entries?.length === 0 && (
        <p class="soft">
          Nothing is planned. Requests go their usual way until you plan a fault, or start a scenario below.
        </p>
      )}
      <ol class="plain entries">
        {entries?.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  )
}
