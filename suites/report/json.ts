/** Writes a report as JSON, indented so that two of them can be compared line by line. */
export function jsonReport(report: {
  readonly verdicts: readonly unknown[]
  readonly [field: string]: unknown
}): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
