import type { BackendFinding } from './rule.ts'
import type { Verification } from './verify.ts'

/** The fingerprints of the failures that an earlier report knows. */
export type Baseline = ReadonlySet<string>

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Reads an earlier JSON report; throws a `TypeError` when it is none. */
export function readBaseline(text: string): Baseline {
  const expected = 'a report of `verify --format json`'
  let report: unknown
  try {
    report = JSON.parse(text)
  } catch (cause) {
    throw new TypeError(`The baseline is not JSON; expected ${expected}`, { cause })
  }
  const verdicts: unknown = isRecord(report) ? report.verdicts : undefined
  if (!Array.isArray(verdicts)) throw new TypeError(`The baseline has no verdicts; expected ${expected}`)
  const known = new Set<string>()
  for (const judged of verdicts) {
    const findings: unknown = isRecord(judged) ? judged.findings : undefined
    if (!Array.isArray(findings))
      throw new TypeError(`The baseline has a verdict without findings; expected ${expected}`)
    for (const finding of findings) {
      if (!isRecord(finding) || finding.verdict !== 'fail') continue
      if (typeof finding.fingerprint !== 'string')
        throw new TypeError('The baseline was written before findings had fingerprints: write it again')
      known.add(finding.fingerprint)
    }
  }
  return known
}

/** The failures that the baseline does not know. Without a baseline all of them. */
export function newFailures({ verdicts }: Verification, baseline: Baseline = new Set()): BackendFinding[] {
  return verdicts.flatMap(({ findings }) =>
    findings.filter((finding) => finding.verdict === 'fail' && !baseline.has(finding.fingerprint)),
  )
}
