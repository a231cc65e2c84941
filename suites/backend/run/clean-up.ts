import { type Exchange, isAnswered, parseBody } from '../exchange.ts'
import type { Probe, Recipe } from '../probe.ts'
import type { Leftover } from '../run.ts'
import type { Clock } from './clock.ts'
import { compose, missingNames, type Names, probeMethod, probePath } from './compose.ts'
import { findNamed } from './find-ids.ts'
import { removableBy } from './removable.ts'
import { createRemover, type Made, statusOf } from './remover.ts'

export interface CleanUpTools {
  readonly clock: Clock
  readonly baseUrl: string
  /** Everything that was sent so far. */
  readonly exchanges: readonly Exchange[]
  exchange(probe: Probe, names: Names, signal: AbortSignal): Promise<Exchange>
}

/** Longest time for what one recipe has written. */
const cleanupMs = 30_000

/**
 * Undoes what a recipe has written, and looks whether it is gone. Refused and throttled removals are repeated; what no
 * answer has named is searched for by the name that every probe gives to what it makes. Returns what remains.
 */
export async function cleanUp(recipe: Recipe, names: Names, tools: CleanUpTools): Promise<Leftover[]> {
  const { cleanup = [], probes } = recipe
  const { clock, exchanges, baseUrl } = tools
  const makers = new Set(probes.filter(({ capture }) => capture !== undefined).map(({ id }) => id))
  const attempts = exchanges.filter(({ probe }) => probe !== null && makers.has(probe))
  if (cleanup.length === 0 || attempts.length === 0) return []
  const signal = AbortSignal.timeout(cleanupMs)
  const label = names.get('label') ?? ''
  const send = (probe: Probe, at: Names = names) => tools.exchange(probe, at, signal).catch(() => undefined)
  const remover = createRemover({ send, clock, signal })
  const seen = new Set<string>()

  const made = cleanup.flatMap((remove): Made[] => {
    const removable = removableBy(remove)
    if (!removable || missingNames(remove, names).length > 0) return []
    return [{ removable, remove, names, id: names.get(removable.reference) ?? '' }]
  })

  const leftovers: Leftover[] = []
  async function undo(thing: Made): Promise<void> {
    const place = `${probeMethod(thing.remove)} ${probePath(thing.remove, thing.names)} ${thing.id}`
    if (seen.has(place)) return
    seen.add(place)
    const reason = await remover.remove(thing)
    if (reason !== '') leftovers.push(leftoverOf(thing, label, reason, baseUrl))
  }

  for (const thing of made) await undo(thing)
  for (const { list, ...first } of searches(cleanup)) {
    const found = await send(list)
    const isRead = found?.answer !== null && found?.answer !== undefined && found.answer.status < 300
    const ids = isRead && found && isAnswered(found) ? findNamed(parseBody(found.answer), label) : []
    for (const id of ids) await undo({ ...first, id, names: new Map([...names, [first.removable.reference, id]]) })
    const doubt = isRead ? undefined : attempts.find(({ answer }) => answer === null || answer.status >= 500)
    if (doubt && made.length === 0)
      leftovers.push({
        what: first.removable.what,
        id: null,
        name: label,
        remove: null,
        reason: `${nameOf(doubt)} was answered with ${statusOf(doubt)}, and the list of what there is could not be read`,
      })
  }
  return leftovers
}

const nameOf = ({ request }: Exchange) => `${request.method} ${new URL(request.url).pathname}`

const leftoverOf = (
  { removable, remove, names, id }: Made,
  label: string,
  reason: string,
  baseUrl: string,
): Leftover => ({
  what: removable.what,
  id,
  name: label,
  remove: compose(remove, names, {}, baseUrl).shown,
  reason,
})

/** Where to look for what carries the label: once for each kind of thing. */
function searches(cleanup: readonly Probe[]): (Pick<Made, 'removable' | 'remove'> & { list: Probe })[] {
  const byKind = new Map<string, Pick<Made, 'removable' | 'remove'> & { list: Probe }>()
  for (const remove of cleanup) {
    const removable = removableBy(remove)
    if (removable?.list && !byKind.has(removable.what))
      byKind.set(removable.what, { removable, remove, list: removable.list })
  }
  return [...byKind.values()]
}
