import { useSignal } from '@preact/signals'
import type { RetryAfterPresence, RetryClass } from '../../../contracts/errors.ts'
import { type ErrorFact, type Facts, facts } from '../api/facts.ts'
import { linkTo, route } from '../app/route.ts'
import { draftFault } from '../faults/draft.ts'
import { Code } from '../parts/copy.tsx'
import { clientCode } from './client-code.ts'
import { TryIt } from './try-it.tsx'

const retryWords: Readonly<Record<RetryClass, string>> = {
  backoff: 'with backoff',
  'after-wait': 'after the wait',
  changed: 'changed only',
  never: 'never',
}

const retryAfterWords: Readonly<Record<RetryAfterPresence, string>> = {
  required: 'always sent',
  optional: 'may be sent',
  absent: 'not sent',
}

function Row({ row, isChosen }: { readonly row: ErrorFact; readonly isChosen: boolean }) {
  const { code, status, retry, meaning } = row
  return (
    <li>
      <a class="error-row" href={linkTo({ detail: code })} aria-current={isChosen ? 'true' : undefined}>
        <span class={`status ${status >= 500 ? 'failed' : 'refused'}`}>{status}</span>
        <b class="mono">{code}</b>
        <span class={`tag retry-${retry}`}>{retryWords[retry]}</span>
        <span class="meaning soft">{meaning}</span>
      </a>
    </li>
  )
}

function Detail({ known, row }: { readonly known: Facts; readonly row: ErrorFact }) {
  const { code, status, acceptedStatuses, provenance, retry, retryAfter, meaning, remedy } = row
  return (
    <section class="card error-detail" aria-labelledby="error-title">
      <a class="narrow-only" href={linkTo({ detail: undefined })}>
        ← All errors
      </a>
      <header class="card-head">
        <h2 id="error-title" class="mono">
          {code}
        </h2>
        <span class="spring" />
        <button type="button" onClick={() => draftFault({ error: code })}>
          Plan it
        </button>
      </header>
      <p>{meaning}</p>
      <dl class="facts">
        <dt>status</dt>
        <dd>
          {status} ({provenance})
          {acceptedStatuses.length > 0 && `; a backend may also send ${acceptedStatuses.join(', ')}`}
        </dd>
        <dt>retry</dt>
        <dd>{retryWords[retry]}</dd>
        <dt>Retry-After</dt>
        <dd>{retryAfterWords[retryAfter]}</dd>
        <dt>remedy</dt>
        <dd>{remedy}</dd>
      </dl>
      <h3>See it</h3>
      <TryIt key={code} facts={known} row={row} />
      <h3>Handle it</h3>
      <Code label={`A client that handles ${code}`} text={clientCode(row)} isProgram />
    </section>
  )
}

/** The error table: look up, try, handle. */
export function ErrorsTab() {
  const typed = useSignal('')
  const known = facts.value
  if (!known) return null
  const { detail } = route.value
  const words = typed.value.toLowerCase().split(/\s+/)
  const fits = (row: ErrorFact) => {
    const text =
      `${row.code} ${row.status} ${row.acceptedStatuses.join(' ')} ${row.group} ${row.meaning} ${row.remedy}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  const rows = known.errors.filter(fits)
  const chosen = known.errors.find(({ code }) => code === detail)
  return (
    <div class="errors">
      <div class="toolbar">
        <input
          id="filter"
          type="search"
          aria-label="Search the errors"
          placeholder="Search: 429, quota, key   ( / )"
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value
          }}
        />
        <span class="soft" role="status">
          {rows.length} of {known.errors.length} errors
        </span>
      </div>
      <div class={`split errors-split ${chosen ? 'open' : ''}`}>
        <ul class="plain error-list">
          {rows.map((row) => (
            <Row key={row.code} row={row} isChosen={row.code === detail} />
          ))}
          {rows.length === 0 && <li class="empty">No error fits.</li>}
        </ul>
        {chosen ? (
          <Detail known={known} row={chosen} />
        ) : (
          <div class="empty wide-only">
            <h2>Choose an error</h2>
            <p>What it means, what a client must do, how to see it, and code that handles it.</p>
          </div>
        )}
      </div>
    </div>
  )
}
