import type { Verdict } from './verdict.ts'

/** What one look of a rule came to. */
export interface Look {
  readonly verdict: Verdict
  /** What was seen, in one or a few lines of plain text. The same words for the same defect, so that reports can gather them. */
  readonly evidence: string
}

export const pass = (evidence: string): Look => ({ verdict: 'pass', evidence })
export const warn = (evidence: string): Look => ({ verdict: 'warn', evidence })
export const fail = (evidence: string): Look => ({ verdict: 'fail', evidence })
export const inconclusive = (evidence: string): Look => ({ verdict: 'inconclusive', evidence })
export const notProvoked = (evidence: string): Look => ({ verdict: 'not-provoked', evidence })
export const notApplicable = (evidence: string): Look => ({ verdict: 'not-applicable', evidence })
