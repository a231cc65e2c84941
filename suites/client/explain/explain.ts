import { wrap } from '../../report/wrap.ts'
import type { ClientRule } from '../rule.ts'
import { describeScenario } from '../scenario.ts'
import examples from './generated/examples.json' with { type: 'json' }

/** Scenarios beyond these are counted. */
const mostScenarios = 12

const known: Readonly<Record<string, (typeof examples)[keyof typeof examples]>> = examples

const indent = (lines: readonly string[]) => lines.map((line) => (line === '' ? '' : `    ${line}`))

/** A rule for people: what it asks for and why, what is tried, a client that keeps it and one that does not, and how to mend it. */
export function explainRule(rule: ClientRule, width = 100): string {
  const { id, level, statement, source, remedy, scenarios } = rule
  const example = known[id]
  const shown = scenarios.slice(0, mostScenarios).map(describeScenario)
  const left = scenarios.length - shown.length
  const part = (title: string, lines: readonly string[]) => ['', title, ...lines]
  return [
    `${id} (${level})`,
    ...wrap(statement, width, ''),
    ...part('Why', wrap(source, width, '    ')),
    ...part('What is tried', indent([...shown, ...(left > 0 ? [`… and ${left} more`] : [])])),
    ...(example
      ? [
          ...part(`A client that keeps it (${example.scenario})`, indent(example.good)),
          ...part('A client that breaks it', indent(example.bad)),
          ...wrap(`${example.defect}: ${example.evidence}`, width, '    '),
        ]
      : []),
    ...(remedy === undefined ? [] : part('How to mend it', wrap(remedy, width, '    '))),
    ...(example ? part('As the conforming client does it', indent(example.code)) : []),
    '',
  ].join('\n')
}
