import { defects } from '../../fixtures/backends/broken/index.ts'
import { createMutant } from '../../fixtures/clients/mutants/create-mutant.ts'
import { mutantIds } from '../../fixtures/clients/mutants/mutations.ts'
import { brokenBackendsPage, defectRow, flag } from '../../suites/backend/broken-backends/flag.ts'
import {
  judgeVariation,
  legalBackendsPage,
  variationRow,
  variationsByStack,
} from '../../suites/backend/legal-backends/judge-variation.ts'
import { checkClient } from '../../suites/client/check-client.ts'
import { makeExample, type RuleExample } from '../../suites/client/explain/example.ts'
import { mutantRow, mutantsPage } from '../../suites/client/mutants/mutant-row.ts'

/** The examples of `retry --explain`: for each rule its mutant beside the conforming client. */
export async function ruleExamples(): Promise<string> {
  const examples: Record<string, RuleExample> = {}
  for (const id of mutantIds) examples[id] = await makeExample(id)
  return `${JSON.stringify(examples, null, 2)}\n`
}

/** Judges every mutant by every rule, which takes minutes: the text of docs/mutants.md. */
export async function mutantsMatrix(): Promise<string> {
  const rows = new Map<string, string>()
  for (const id of mutantIds) rows.set(id, mutantRow(id, (await checkClient(await createMutant(id))).verdicts))
  return mutantsPage(rows)
}

/** Serves every broken backend and judges it by every rule: the text of docs/broken-backends.md. */
export async function brokenBackendsMatrix(): Promise<string> {
  const rows: string[] = []
  for (const defect of defects) rows.push(defectRow(defect, await flag(defect)))
  return brokenBackendsPage(rows)
}

/** Serves every variation of a good backend and judges it by every rule: the text of docs/legal-backends.md. */
export async function legalBackendsMatrix(): Promise<string> {
  const rows: string[] = []
  for (const [stack, variation] of variationsByStack())
    rows.push(variationRow(variation, stack, await judgeVariation(stack, variation)))
  return legalBackendsPage(rows)
}
