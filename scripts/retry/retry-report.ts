import { writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { ClientVerdict } from '../../suites/client/judge.ts'
import { clientHtml } from '../../suites/client/report/html.ts'
import { clientJson } from '../../suites/client/report/json.ts'
import { clientJunit } from '../../suites/client/report/junit.ts'
import { type NamedReport, summaryLines } from '../../suites/client/report/named-report.ts'
import { clientText } from '../../suites/client/report/text.ts'
import { isColourful } from '../terminal.ts'

export const reporters = {
  text: (report: NamedReport, isColoured = false) =>
    clientText(report, { isColoured, width: process.stdout.columns ?? 120 }),
  json: clientJson,
  junit: clientJunit,
  html: (report: NamedReport) => clientHtml([report], `Retry bench: ${report.client}`),
} as const

export type Format = keyof typeof reporters

const formatOf: Readonly<Record<string, Format>> = { '.json': 'json', '.xml': 'junit', '.html': 'html', '.txt': 'text' }

export const isReportFile = (file: string): boolean => Object.hasOwn(formatOf, extname(file).toLowerCase())

export interface ReportFlags {
  readonly format?: Format
  readonly out?: readonly string[]
}

/** Writes a report to its files and sums it up on standard error, or writes it to standard output. */
export function writeReport(report: NamedReport, { format, out }: ReportFlags): void {
  for (const file of out ?? [])
    writeFileSync(file, reporters[format ?? formatOf[extname(file).toLowerCase()] ?? 'text'](report))
  if (out !== undefined) process.stderr.write(`${summaryLines(report).join('\n')}\n`)
  else if (format === undefined || format === 'text')
    process.stdout.write(reporters.text(report, isColourful(process.stdout)))
  else process.stdout.write(reporters[format](report))
}

/** 0: nothing that counts is broken. 1: something is. 2: nothing could be judged. */
export function exitCodeOf(
  { verdicts }: { readonly verdicts: readonly Pick<ClientVerdict, 'verdict' | 'level'>[] },
  failOn: 'must' | 'should',
): 0 | 1 | 2 {
  const isBad = verdicts.some(
    ({ verdict, level }) => verdict === 'fail' || (verdict === 'warn' && level !== 'MAY' && failOn === 'should'),
  )
  if (isBad) return 1
  return verdicts.some(({ verdict }) => verdict === 'pass' || verdict === 'warn') ? 0 : 2
}
