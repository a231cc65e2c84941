import { expect, test } from 'vitest'
import { escaped } from './ascii-only.ts'

test('what is not ASCII is written as escapes that mean the same', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: code that is evaluated
  const code = '["a … 😀", `→ ${"é"}`, /^[“”]$/.test("“"), /^😀$/u.test("😀")]'
  expect(escaped(code)).toMatch(/^[\0-\x7f]+$/)
  // biome-ignore lint/security/noGlobalEval: that it is code is what is proved
  expect(globalThis.eval(escaped(code))).toEqual(['a … 😀', '→ é', true, true])
})

test('ASCII stays as it is', () => {
  expect(escaped("const a = 'b\\n' // ~")).toBe("const a = 'b\\n' // ~")
})
