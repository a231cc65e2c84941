import { clip } from '../../report/clip.ts'
import { visible } from '../../report/visible.ts'
import type { RuleVerdict } from '../../rules/finding.ts'
import { countVerdicts } from '../../rules/verdict.ts'
import type { BackendFinding } from '../rule.ts'
import type { Verification } from '../verify.ts'
import { findingText } from './finding-text.ts'
import { leftoverLines } from './leftover-lines.ts'
import { presentable } from './presentable.ts'
import { endingSentence, verdictSentence } from './sentences.ts'

/** GitHub cuts longer annotations. */
const longestMessage = 4_000

const escapeData = (text: string) =>
  visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

const annotation = (kind: 'error' | 'warning', title: string, text: string) =>
  `::${kind} title=${escapeProperty(title)}::${escapeData(clip(text, longestMessage))}`

function ruleAnnotation(judged: RuleVerdict<BackendFinding>): string[] {
  const { rule, level, verdict, statement } = judged
  if (verdict !== 'fail' && verdict !== 'warn') return []
  const kind = verdict === 'fail' ? 'error' : 'warning'
  return [annotation(kind, `${rule} (${level})`, `${statement}.\n${findingText(judged)}`)]
}

/**
 * The report as workflow commands of GitHub Actions: an error for each broken rule, a warning for each rule with notes, and
 * the verdict as the last line. Text of the target is data in them, never a command.
 */
export function backendGithub(verification: Verification): string {
  const { verdicts, run } = presentable(verification)
  const ending = endingSentence(run.ending)
  const lines = [
    ...(ending === '' ? [] : [annotation('error', 'The run did not come to its end', ending)]),
    ...verdicts.flatMap(ruleAnnotation),
    ...(run.leftovers ?? []).map((one) => annotation('warning', 'Left behind', leftoverLines(one).join('\n'))),
    verdictSentence(countVerdicts(verdicts), run.ending),
  ]
  return `${lines.join('\n')}\n`
}
