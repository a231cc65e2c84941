import { expect, it } from 'vitest'
import { createEdited } from '../../../fixtures/clients/mutants/create-mutant.ts'
import { fieldDefects } from '../../../fixtures/clients/mutants/field-defects.ts'
import { checkClient } from '../check-client.ts'

it.each(Object.entries(fieldDefects))('%s is noticed', async (id, { breaks, verdict, edits }) => {
  const { verdicts } = await checkClient(await createEdited(id, edits), { rules: [breaks] })
  expect(
    verdicts.map((one) => one.verdict),
    verdicts[0]?.evidence,
  ).toEqual([verdict])
})
