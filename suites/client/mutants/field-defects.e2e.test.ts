import { describe, expect, it } from 'vitest'
import { createEdited } from '../../../fixtures/clients/mutants/create-mutant.ts'
import { fieldDefects } from '../../../fixtures/clients/mutants/field-defects.ts'
import { hiddenDefects } from '../../../fixtures/clients/mutants/hidden-defects.ts'
import { reportedDefects } from '../../../fixtures/clients/mutants/reported-defects.ts'
import { checkClient } from '../check-client.ts'

describe.each([
  ['met in the field', fieldDefects],
  ['that hides', hiddenDefects],
])('a defect %s', (_, defects) => {
  it.each(Object.entries(defects))('%s is noticed', async (id, { breaks, verdict, edits }) => {
    const { verdicts } = await checkClient(await createEdited(id, edits), { rules: [breaks] })
    expect(
      verdicts.map((one) => one.verdict),
      verdicts[0]?.evidence,
    ).toEqual([verdict])
  })
})

describe('a defect that was reported of a public client', () => {
  it.each(Object.entries(reportedDefects))('%s is noticed', async (id, defect) => {
    const { breaks, alsoBreaks = [], spares = [], verdict, edits } = defect
    const { verdicts } = await checkClient(await createEdited(id, edits), { rules: [breaks, ...alsoBreaks, ...spares] })
    const seen = Object.fromEntries(verdicts.map((one) => [one.rule, one.verdict]))
    const due = [
      ...alsoBreaks.map((rule) => [rule, 'fail']),
      ...spares.map((rule) => [rule, 'pass']),
      [breaks, verdict],
    ]
    expect(seen, verdicts.map(({ evidence }) => evidence).join('\n')).toEqual(Object.fromEntries(due))
  })
})
