import { useSignal } from '@preact/signals'
import { facts } from '../api/facts.ts'
import { route } from '../app/route.ts'
import { Code } from '../parts/copy.tsx'
import { plural, sentence } from '../parts/format.ts'
import { VirtualList } from '../parts/virtual-list.tsx'
import { AttemptRow } from './attempt-row.tsx'
import { CallRow } from './call-row.tsx'
import type { Call } from './calls.ts'
import { Details } from './details.tsx'
import { firstCurl } from './first-curl.ts'
import {
  attemptOf,
  callOf,
  clearJournal,
  filterText,
  forgotten,
  isPaused,
  isRetriedOnly,
  missed,
  shown,
  shownCalls,
  togglePause,
  total,
} from './traffic.ts'

const rowHeight = 34
const callHeight = 40

/** Narrow pages show a row in two lines. */
const narrow = matchMedia('(max-width: 44rem)')

const quickFilters = ['is:error', 'is:fault', 'is:warning']

const toggle = (word: string) => {
  const all = filterText.value.split(/\s+/).filter((one) => one !== '')
  filterText.value = (all.includes(word) ? all.filter((one) => one !== word) : [...all, word]).join(' ')
}

function Toolbar({ view, onView }: { readonly view: string; readonly onView: (view: 'attempts' | 'calls') => void }) {
  const active = filterText.value.split(/\s+/)
  return (
    <div class="toolbar">
      <input
        id="filter"
        type="search"
        aria-label="Filter the traffic"
        placeholder="Filter: listFiles 5xx -GET   ( / )"
        value={filterText.value}
        onInput={(event) => {
          filterText.value = event.currentTarget.value
        }}
      />
      <div class="chips">
        {quickFilters.map((word) => (
          <button
            key={word}
            type="button"
            class="chip"
            aria-pressed={active.includes(word)}
            onClick={() => toggle(word)}
          >
            {word.slice(3)}s
          </button>
        ))}
        {view === 'calls' && (
          <button
            type="button"
            class="chip"
            aria-pressed={isRetriedOnly.value}
            onClick={() => {
              isRetriedOnly.value = !isRetriedOnly.value
            }}
          >
            retried
          </button>
        )}
      </div>
      <fieldset class="segmented">
        <legend class="unseen">Show</legend>
        {(['attempts', 'calls'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={view === one} onClick={() => onView(one)}>
            {sentence(one)}
          </button>
        ))}
      </fieldset>
      <span class="spring" />
      <span class="soft count" role="status">
        {shown.value.length === total.value
          ? plural(total.value, 'attempt')
          : `${shown.value.length.toLocaleString('en')} of ${plural(total.value, 'attempt')}`}
        {forgotten.value > 0 && `, ${forgotten.value.toLocaleString('en')} older ones let go`}
        {missed.value > 0 && `, ${missed.value.toLocaleString('en')} came too fast to be shown`}
      </span>
      <button type="button" aria-pressed={isPaused.value} onClick={togglePause}>
        {isPaused.value ? 'Resume' : 'Pause'}
      </button>
      <button type="button" onClick={() => void clearJournal()}>
        Clear
      </button>
    </div>
  )
}

function Empty() {
  if (total.value > 0)
    return (
      <div class="empty">
        <h2>Nothing fits this filter</h2>
        <p>
          <button
            type="button"
            onClick={() => {
              filterText.value = ''
            }}
          >
            Show all {plural(total.value, 'attempt')}
          </button>
        </p>
      </div>
    )
  return (
    <div class="empty">
      <h2>No traffic yet</h2>
      <p>Every request that reaches the mock appears here as soon as it ends. Send the first one:</p>
      {facts.value && (
        <Code label="A first request" text={firstCurl(facts.value, location.origin, route.value.tenant)} />
      )}
    </div>
  )
}

/** Live traffic: every attempt, or the calls that they make up. */
export function TrafficTab() {
  const view = useSignal<'attempts' | 'calls'>('attempts')
  const selected = useSignal<string | undefined>(undefined)
  const attempt = selected.value === undefined ? undefined : attemptOf(Number(selected.value))
  const call = attempt && callOf(attempt.id)
  const isNarrow = narrow.matches
  const select = (key: string | undefined) => {
    selected.value = key
  }
  const lastOf = ({ attempts }: Call) => String(attempts.at(-1)?.id)
  return (
    <div class={`traffic ${route.value.tenant === undefined ? '' : 'of-one'}`}>
      <Toolbar
        view={view.value}
        onView={(next) => {
          view.value = next
        }}
      />
      <div class={`split ${attempt ? 'open' : ''}`}>
        <div class="list">
          {shown.value.length === 0 ? (
            <Empty />
          ) : view.value === 'attempts' ? (
            <>
              <div class="attempt head" aria-hidden="true">
                <span>time</span>
                <span>method</span>
                <span>operation</span>
                <span class="tenant-head">tenant</span>
                <span>status</span>
                <span class="took-head">took</span>
                <span>fault, who asked, warnings</span>
              </div>
              <VirtualList
                items={shown.value}
                keyOf={({ id }) => String(id)}
                rowHeight={isNarrow ? 56 : rowHeight}
                label="Attempts, newest first"
                selected={selected.value}
                onSelect={select}
                render={(one) => <AttemptRow attempt={one} />}
              />
            </>
          ) : (
            <VirtualList
              items={shownCalls.value}
              keyOf={lastOf}
              rowHeight={isNarrow ? 64 : callHeight}
              label="Calls, newest first"
              selected={call && lastOf(call)}
              onSelect={select}
              render={(call) => <CallRow call={call} />}
            />
          )}
        </div>
        {attempt && <Details attempt={attempt} call={call} onClose={() => select(undefined)} onSelect={select} />}
      </div>
    </div>
  )
}
