import { writeFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { backendHtml } from '../suites/backend/report/html.ts'
import { backendJson } from '../suites/backend/report/json.ts'
import { backendJunit } from '../suites/backend/report/junit.ts'
import { textReport } from '../suites/backend/report/text.ts'
import type { Verification } from '../suites/backend/verify.ts'

const reporters = { text: textReport, json: backendJson, junit: backendJunit, html: backendHtml } as const

export interface ReportFlags {
  readonly format: keyof typeof reporters
  readonly out?: string
}

/** Adds `--format` and `--out`. */
export function withReportOptions(command: Command): Command {
  return command
    .addOption(new Option('--format <format>', 'form of the report').choices(Object.keys(reporters)).default('text'))
    .option('--out <file>', 'write the report to a file')
}

/** Writes a backend report to its file, or to standard output. */
export function writeReport(verification: Verification, { format, out }: ReportFlags): void {
  if (out !== undefined) writeFileSync(out, reporters[format](verification))
  else if (format === 'text') process.stdout.write(textReport(verification, { isColoured: process.stdout.isTTY }))
  else process.stdout.write(reporters[format](verification))
}
