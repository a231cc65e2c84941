import { writeFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { Command, Option } from 'commander'
import { readText } from '../mocks/input-file/read-text.ts'
import { type Acceptance, readAccepted } from '../suites/drift/accepted.ts'
import { findDrift } from '../suites/drift/index.ts'
import type { Drift } from '../suites/drift/judge.ts'
import { driftHtml, driftJson, driftJunit, driftSentence, driftText } from '../suites/drift/report.ts'
import { prepareReportFiles } from './report-files.ts'
import { isColourful } from './terminal.ts'

const reporters = {
  text: (drift: Drift) => driftText(drift),
  json: driftJson,
  junit: driftJunit,
  html: driftHtml,
} as const

type Format = keyof typeof reporters

const formatOf: Readonly<Record<string, Format>> = { '.json': 'json', '.xml': 'junit', '.html': 'html' }

interface DriftFlags {
  readonly accepted?: string
  readonly format?: Format
  readonly out?: readonly string[]
}

/** `aion-contract drift <openapi.json>`: compares a published document with the contract. */
export function driftCommand(): Command {
  return new Command('drift')
    .description('compare a published OpenAPI document with the contract, in both directions')
    .argument('<openapi>', 'the document, JSON or YAML')
    .option('--accepted <file>', 'differences that may stay, each with its reason: a YAML or JSON list')
    .addOption(
      new Option(
        '--format <format>',
        'form of the report (default: text, or what the name of a file ends with)',
      ).choices(Object.keys(reporters)),
    )
    .option('--out <file...>', 'write the report to files: .json, .xml (JUnit), .html or .txt')
    .action(drift)
}

/** Reads a text as JSON or YAML; YAML is loaded only for what is not JSON. */
async function parse(text: string): Promise<unknown> {
  try {
    return JSON.parse(text)
  } catch {
    return (await import('yaml')).parse(text)
  }
}

/** Reads a file, and names it in the error about what is in it. */
async function inFile<T>(file: string, read: (parsed: unknown) => T): Promise<T> {
  const text = readText(file)
  try {
    return read(await parse(text))
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

async function drift(file: string, { accepted, format, out }: DriftFlags): Promise<void> {
  if (out !== undefined) prepareReportFiles(out, [file, accepted])
  const acceptances: readonly Acceptance[] = accepted === undefined ? [] : await inFile(accepted, readAccepted)
  const found = await inFile(file, (document) => findDrift(document, acceptances))
  const target = basename(file)
  for (const path of out ?? []) {
    const form = format ?? formatOf[extname(path).toLowerCase()] ?? 'text'
    writeFileSync(path, reporters[form](found, target))
  }
  if (out !== undefined) process.stderr.write(`${driftSentence(found)}\n`)
  else if (format === undefined || format === 'text')
    process.stdout.write(driftText(found, { isColoured: isColourful(process.stdout) }))
  else process.stdout.write(reporters[format](found, target))
  process.exitCode = found.isGood ? 0 : 1
}
