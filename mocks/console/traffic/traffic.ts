import { computed, effect, signal, untracked } from '@preact/signals'
import type { Attempt } from '../../journal/journal.ts'
import { control, session } from '../api/control.ts'
import { loadFacts } from '../api/facts.ts'
import { followJournal, type StreamState } from '../api/stream.ts'
import { route } from '../app/route.ts'
import { createAttemptStore, type Heard } from './attempt-store.ts'
import { groupCalls } from './calls.ts'
import { compileFilter } from './filter.ts'
import { isUnderWay } from './outcome.ts'

const store = createAttemptStore()

/** What comes within this time is drawn at once. */
const gatherMs = 60

/** How often attempts under way are looked for: the stream tells only of those that have ended. */
const underWayMs = 1_500

export const streamState = signal<StreamState>('connecting')
export const isPaused = signal(false)
export const filterText = signal('')
/** Whether only calls of more than one attempt are shown. */
export const isRetriedOnly = signal(false)
export const forgotten = signal(0)
/** How many attempts ended faster than the stream tells. */
export const missed = signal(0)

/** What is kept, oldest first. */
const attempts = signal<readonly Attempt[]>([])
const underWay = signal<readonly Attempt[]>([])

export const total = computed(() => attempts.value.length)

const hasEnded = (id: number) => attempts.value.findLast((one) => one.id <= id)?.id === id

/** What is shown: filtered, newest first. */
export const shown = computed(() => {
  const fits = compileFilter(filterText.value)
  const newestFirst = attempts.value.filter(fits).reverse()
  const open = underWay.value.filter((one) => fits(one) && !hasEnded(one.id))
  return open.length === 0 ? newestFirst : [...newestFirst, ...open].sort((a, b) => b.id - a.id)
})

/** All calls of which an attempt is shown, newest first. */
export const shownCalls = computed(() => {
  const fits = compileFilter(filterText.value)
  return groupCalls(attempts.value)
    .filter((call) => call.attempts.some(fits) && (!isRetriedOnly.value || call.attempts.length > 1))
    .reverse()
})

/** The calls that the attempts belong to. */
export const callOf = (id: number) =>
  groupCalls(attempts.value).find((call) => call.attempts.some((attempt) => attempt.id === id))

export const attemptOf = (id: number): Attempt | undefined =>
  attempts.value.find((attempt) => attempt.id === id) ?? underWay.value.find((attempt) => attempt.id === id)

/** Whether what came in is about to be drawn. */
let isDue = false

function show(): void {
  isDue = false
  if (isPaused.value) return
  attempts.value = store.list()
  forgotten.value = store.forgotten
}

function take(heard: readonly Heard[]): void {
  store.add(heard)
  if (isDue) return
  isDue = true
  setTimeout(show, gatherMs)
}

/** Forgets what the page has; the journal keeps its own. */
function forget(): void {
  store.clear()
  missed.value = 0
  underWay.value = []
  show()
}

/** Empties the journal: of the tenant that is shown, or of all. */
export async function clearJournal(): Promise<void> {
  const { tenant } = route.value
  await control(`/journal${tenant === undefined ? '' : `?${new URLSearchParams({ tenant })}`}`, { method: 'DELETE' })
  forget()
}

export function togglePause(): void {
  isPaused.value = !isPaused.value
  show()
}

async function lookUnderWay(tenant: string | undefined): Promise<void> {
  const query = new URLSearchParams({ newest: '200', ...(tenant !== undefined && { tenant }) })
  const last = store.list().at(-1)?.id
  if (last !== undefined) query.set('after', String(Math.max(0, last - 200)))
  const read = await control<{ attempts: readonly Attempt[] }>(`/journal?${query}`).catch(() => ({ attempts: [] }))
  if (tenant === route.value.tenant) underWay.value = read.attempts.filter(isUnderWay)
}

/** Follows the traffic of the tenant that the address names, and begins anew when it names another. */
export function followTraffic(): void {
  const tenant = computed(() => route.value.tenant)
  effect(() => {
    const whose = tenant.value
    session.value
    const stop = new AbortController()
    untracked(forget)
    void followJournal({
      tenant: whose,
      signal: stop.signal,
      onAttempts: take,
      onMissed(count) {
        missed.value += count
      },
      onState: (state) => {
        streamState.value = state
      },
      onRestart() {
        forget()
        void loadFacts().catch(() => undefined)
      },
    })
    const looking = setInterval(() => {
      if (!document.hidden && streamState.value === 'live') void lookUnderWay(whose)
    }, underWayMs)
    return () => {
      stop.abort()
      clearInterval(looking)
    }
  })
}
