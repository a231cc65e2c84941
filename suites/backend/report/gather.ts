import type { BackendFinding } from '../rule.ts'

/** Findings of one rule that say the same, under the first of them. */
export interface GatheredFinding {
  readonly first: BackendFinding
  readonly others: readonly BackendFinding[]
}

/** Gathers findings by verdict and evidence: forty answers with one defect are one defect. */
export function gather(findings: readonly BackendFinding[]): GatheredFinding[] {
  const groups = Map.groupBy(findings, ({ verdict, evidence }) => `${verdict} ${evidence}`)
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [{ first, others }] : []))
}
