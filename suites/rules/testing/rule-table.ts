import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Look } from '../look.ts'
import { type Verdict, worstVerdict } from '../verdict.ts'

/** One branch of a rule: a hand-made run, the verdict that is due, and a part of its evidence. */
export type RuleCase<Seen> = readonly [name: string, seen: Seen, verdict: Verdict, evidence: string | RegExp]

/** Declares one test for each line of a rule's table. The worst of its looks is the rule's verdict, as in a report. */
export function testRule<Seen>(judge: (seen: Seen) => readonly Look[], cases: readonly RuleCase<Seen>[]): void {
  for (const [name, seen, verdict, evidence] of cases) {
    test(`${name}: ${verdict}`, () => {
      const looks = judge(seen)
      const worst = worstVerdict(looks.map((look) => look.verdict))
      const shown = looks.map((look) => `${look.verdict}: ${look.evidence}`).join('\n')
      expect(worst, shown).toBe(verdict)
      expect(looks.find((look) => look.verdict === worst)?.evidence).toMatch(evidence)
    })
  }
}

/** The ids of the rules that have a file in a folder, and of those that have a table beside it. */
export function ruleFiles(folder: URL): { readonly rules: readonly string[]; readonly tables: readonly string[] } {
  const names = readdirSync(folder).filter((name) => !/^(index|rules)\./.test(name))
  const ending = (suffix: string) =>
    names.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length))
  const tables = ending('.test.ts')
  return {
    rules: ending('.ts')
      .filter((name) => !name.endsWith('.test'))
      .toSorted(),
    tables: tables.toSorted(),
  }
}
