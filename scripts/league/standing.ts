import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Verdict } from '../../suites/rules/verdict.ts'

/** What the league's tables need of a client. */
export interface Standing {
  readonly title: string
  readonly slug: string
  readonly version: string
  /** How it was judged: in process, or behind what on which clock. */
  readonly way: string
  /** When, as `2026-11-26`. */
  readonly day: string
  /** How long judging it took, in whole seconds. */
  readonly seconds: number
  readonly verdicts: Readonly<Record<string, Verdict>>
  /** The failed rules, with what was seen. */
  readonly broken: readonly { readonly rule: string; readonly evidence: string }[]
}

/** The standings that a file keeps; none where there is no file yet. */
export function readStandings(file: string): readonly Standing[] {
  if (!existsSync(file)) return []
  return JSON.parse(readFileSync(file, 'utf8')) as readonly Standing[] // written by writeStandings
}

/** Keeps standings, in the order of the league. */
export function writeStandings(file: string, standings: readonly Standing[]): void {
  writeFileSync(file, `${JSON.stringify(standings, null, 2)}\n`)
}

/** What was known before, with what is known anew in its place; in the order of `slugs`, without who left the league. */
export function mergeStandings(
  slugs: readonly string[],
  known: readonly Standing[],
  anew: readonly Standing[],
): readonly Standing[] {
  const bySlug = new Map([...known, ...anew].map((one) => [one.slug, one]))
  return slugs.flatMap((slug) => bySlug.get(slug) ?? [])
}
