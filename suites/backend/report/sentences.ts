import type { Verdict } from '../../rules/verdict.ts'
import type { Ending } from '../run.ts'

const endings: Readonly<Record<Ending, string>> = {
  completed: '',
  interrupted: 'PARTIAL: the run was interrupted.',
  deadline: 'PARTIAL: the deadline of the whole run passed; --deadline allows more time.',
  'max-requests': 'PARTIAL: the run stopped at its greatest number of requests; --max-requests allows more.',
  lost: 'PARTIAL: the target stopped answering.',
}

/** Says that a report is partial, and why; empty when it is not. */
export const endingSentence = (ending: Ending): string => endings[ending]

const rulesAre = (count: number, one: string, many: string) =>
  `${count} ${count === 1 ? `rule ${one}` : `rules ${many}`}`

/** The verdict over everything, in one sentence. What was not gone through to its end is called neither good nor seen. */
export function verdictSentence(counts: Readonly<Record<Verdict, number>>, ending: Ending): string {
  const parts = [
    rulesAre(counts.fail, 'is broken', 'are broken'),
    ...(counts.warn > 0 ? [rulesAre(counts.warn, 'has a note', 'have notes')] : []),
    rulesAre(counts.pass, 'holds', 'hold'),
    ...(counts['not-provoked'] + counts.inconclusive > 0
      ? [`${rulesAre(counts['not-provoked'] + counts.inconclusive, 'was', 'were')} not seen at work`]
      : []),
  ]
  return `${verdictWord(counts, ending)}: ${parts.join(', ')}.`
}

function verdictWord(counts: Readonly<Record<Verdict, number>>, ending: Ending): string {
  if (ending !== 'completed') return counts.fail > 0 ? 'PARTIAL, BROKEN' : 'PARTIAL'
  if (counts.fail > 0) return 'BROKEN'
  return counts.pass + counts.warn > 0 ? 'GOOD' : 'NOTHING SEEN'
}
