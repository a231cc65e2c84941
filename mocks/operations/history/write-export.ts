import type { ProcessingResultResponse } from '../../../contracts/generated/types.ts'
import type { ExportRecord } from '../../tenant/record-types.ts'

type Row = Readonly<Record<string, unknown>>

/** The columns of an export, unless it asks for fewer. */
export const exportFields = [
  'id',
  'type',
  'source_type',
  'source_id',
  'created_at',
  'image_url',
  'image_id',
  'description',
  'confidence_score',
  'metadata',
] as const satisfies readonly (keyof ProcessingResultResponse)[]

const cellText = (value: unknown): string =>
  value == null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)

/** A cell as RFC 4180 §2 wants it: quoted where it must be, its own quotes doubled. */
function cell(value: unknown): string {
  const text = cellText(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const writers: Readonly<Record<ExportRecord['format'], (rows: readonly Row[], fields: readonly string[]) => string>> = {
  csv: (rows, fields) =>
    [fields, ...rows.map((row) => fields.map((field) => row[field]))]
      .map((cells) => `${cells.map(cell).join(',')}\r\n`)
      .join(''),
  json: (rows) => `${JSON.stringify(rows, null, 2)}\n`,
  jsonl: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
}

/** The text of an export. */
export function writeExport(
  format: ExportRecord['format'],
  results: readonly ProcessingResultResponse[],
  fields: readonly (typeof exportFields)[number][],
): string {
  const rows = results.map((result) => Object.fromEntries(fields.map((field) => [field, result[field] ?? null])))
  return writers[format](rows, fields)
}
