import { type Command, Option } from 'commander'

/** How a lookup prints. */
export interface LookupFlags {
  readonly format: 'text' | 'json'
  readonly json?: true
}

/** The options that every lookup has. */
export const withLookupOptions = (command: Command): Command =>
  command
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .option('--json', 'the same as --format json')

export const wantsJson = ({ format, json }: LookupFlags): boolean => json === true || format === 'json'

/** Lines in columns; the last column is as wide as it is. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows
    .map((row) => row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  '))
    .join('\n')
}
