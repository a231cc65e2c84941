import { writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import { type Command, Option } from 'commander'
import { backendGithub } from '../suites/backend/report/github.ts'
import { backendHtml } from '../suites/backend/report/html.ts'
import { backendJson } from '../suites/backend/report/json.ts'
import { backendJunit } from '../suites/backend/report/junit.ts'
import { leftoverLines } from '../suites/backend/report/leftover-lines.ts'
import { backendSarif } from '../suites/backend/report/sarif.ts'
import { verdictSentence } from '../suites/backend/report/sentences.ts'
import { textReport } from '../suites/backend/report/text.ts'
import type { Verification } from '../suites/backend/verify.ts'
import { visibleLine } from '../suites/report/visible.ts'
import { countVerdicts } from '../suites/rules/verdict.ts'
import { isColourful } from './terminal.ts'

/** What writes a report, by its form. */
export const reporters = {
  text: textReport,
  json: backendJson,
  junit: backendJunit,
  html: backendHtml,
  github: backendGithub,
  sarif: backendSarif,
} as const

type Format = keyof typeof reporters

const formatOf: Readonly<Record<string, Format>> = {
  '.json': 'json',
  '.xml': 'junit',
  '.html': 'html',
  '.txt': 'text',
  '.sarif': 'sarif',
}

export interface ReportFlags {
  readonly format?: Format
  readonly out?: readonly string[]
}

/** Adds `--format` and `--out`. */
export function withReportOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--format <format>',
        'form of the report (default: text, or what the name of a file ends with)',
      ).choices(Object.keys(reporters)),
    )
    .option('--out <file...>', 'write the report to files: .json, .xml (JUnit), .html, .sarif or .txt')
}

/**
 * Writes a backend report to its files and sums it up on standard error, or writes it to standard output. GitHub reads
 * annotations from standard output alone: there they go, and files have the form that their names end with.
 */
export function writeReport(verification: Verification, { format, out }: ReportFlags): void {
  const isAnnotated = format === 'github'
  for (const file of out ?? []) {
    const form = (isAnnotated ? undefined : format) ?? formatOf[extname(file).toLowerCase()] ?? 'text'
    writeFileSync(file, reporters[form](verification))
  }
  // Said whatever the form of the report is: somebody has to remove it.
  for (const leftover of verification.run.leftovers ?? [])
    process.stderr.write(`left behind: ${leftoverLines(leftover).map(visibleLine).join('\n')}\n`)
  if (out !== undefined && !isAnnotated)
    process.stderr.write(`${verdictSentence(countVerdicts(verification.verdicts), verification.run.ending)}\n`)
  else if (format === undefined || format === 'text')
    process.stdout.write(textReport(verification, { isColoured: isColourful(process.stdout) }))
  else process.stdout.write(reporters[format](verification))
}
