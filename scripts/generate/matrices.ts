import { createMutant } from '../../fixtures/clients/mutants/create-mutant.ts'
import { mutantIds } from '../../fixtures/clients/mutants/mutations.ts'
import { checkClient } from '../../suites/client/check-client.ts'
import { mutantRow, mutantsPage } from '../../suites/client/mutants/mutant-row.ts'

/** Judges every mutant by every rule, which takes minutes: the text of docs/mutants.md. */
export async function mutantsMatrix(): Promise<string> {
  const rows = new Map<string, string>()
  for (const id of mutantIds) rows.set(id, mutantRow(id, (await checkClient(await createMutant(id))).verdicts))
  return mutantsPage(rows)
}
