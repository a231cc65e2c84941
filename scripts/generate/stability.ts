import { backendKeys } from '../../fixtures/backends/conforming.ts'
import { type Stack, stacks, type Variation, variations } from '../../fixtures/backends/legal/index.ts'
import { verifyBackend } from '../../suites/backend/verify.ts'

/** How often the same target is judged, one run right after the other. */
const runCount = 20

/** What is judged: each stack as it comes, and every kind of limiter on one of them. */
function targets(): readonly (readonly [Stack, Variation])[] {
  const plain = variations.filter(({ id }) => id === 'plain')
  const limited = variations.filter(({ limiter }) => limiter !== undefined)
  return [
    ...stacks.flatMap((stack) => plain.map((variation) => [stack, variation] as const)),
    ...limited.flatMap((variation, index) => {
      const stack = stacks[(index + 1) % stacks.length]
      return stack ? [[stack, variation] as const] : []
    }),
  ]
}

/** Judges one target again and again while it goes on running; one line of the table. */
async function repeat([stack, variation]: readonly [Stack, Variation]): Promise<string> {
  const served = await stack.serve(variation)
  const { main: apiKey, ...keys } = backendKeys
  const seen = new Map<string, Set<string>>()
  let exchanges = 0
  try {
    for (let run = 0; run < runCount; run += 1) {
      const report = await verifyBackend({ baseUrl: served.baseUrl, apiKey, keys })
      exchanges += report.run.exchanges.length
      for (const { rule, verdict } of report.verdicts) seen.set(rule, (seen.get(rule) ?? new Set()).add(verdict))
    }
  } finally {
    await served.close()
  }
  const changed = [...seen].flatMap(([rule, verdicts]) =>
    verdicts.size > 1 ? [`\`${rule}\` (${[...verdicts].sort().join(', ')})`] : [],
  )
  const broken = [...seen].flatMap(([rule, verdicts]) => (verdicts.has('fail') ? [`\`${rule}\``] : []))
  return `| ${stack.name} | \`${variation.id}\` | ${exchanges} | ${broken.join(', ') || 'none'} | ${changed.join(', ') || 'none'} |`
}

/** Judges good backends twenty times each, side by side, which takes ten minutes: the text of docs/equal-verdicts.md. */
export async function equalVerdictsPage(): Promise<string> {
  const rows = await Promise.all(targets().map(repeat))
  return [
    '# The same target, twenty times',
    '',
    'Written by `npm run generate -- --matrices`. Each good backend goes on running while `verify` judges it with every key,',
    `${runCount} times, one run right after the other. A verdict that changes although the target does not is not worth reading.`,
    'Where a limiter counts by the second, one run meets a 429 and the next does not: what speaks of it is then seen or not seen,',
    'which is no contradiction. [Legal backends](legal-backends.md) says what the variations are.',
    '',
    '| stack | variation | exchanges | rules that failed | verdicts that changed |',
    '|---|---|---:|---|---|',
    ...rows,
    '',
  ].join('\n')
}
