import type { Recipe } from './recipe.ts'

const backendRule = `import { warn } from '../../rules/look.ts'
import { answerRule } from '../rule.ts'

export const answersAreNumbered = answerRule({
  id: 'answers-are-numbered',
  statement: 'Every answer has a number',
  source: 'nowhere',
  level: 'SHOULD',
  concerns: () => true,
  check: ({ answer }) =>
    answer.headers.some(([name]) => name === 'x-unnumbered') ? warn('No number') : undefined,
  unseen: 'Nothing was asked',
})
`

const backendTable = `import { answered, testBackendRule } from '../hand-made.ts'
import { answersAreNumbered } from './answers-are-numbered.ts'

testBackendRule(answersAreNumbered, [['a number', [answered(200)], 'pass', '']])
`

const backendRuleRecipe: Recipe = {
  title: 'A new rule for backends',
  adds: 'answers-are-numbered',
  steps: [
    { title: 'its file', edits: [{ file: 'suites/backend/rules/answers-are-numbered.ts', text: backendRule }] },
    { title: 'its table', edits: [{ file: 'suites/backend/rules/answers-are-numbered.test.ts', text: backendTable }] },
    {
      title: 'its place in the list',
      edits: [
        {
          file: 'suites/backend/rules/index.ts',
          behind: '',
          text: "import { answersAreNumbered } from './answers-are-numbered.ts'\n",
        },
        { file: 'suites/backend/rules/index.ts', behind: '  headIsEmpty,\n', text: '  answersAreNumbered,\n' },
      ],
    },
    {
      title: 'a backend with that defect',
      edits: [
        {
          file: 'fixtures/backends/broken/status-defects.ts',
          behind: 'export const statusDefects: readonly Defect[] = [\n',
          text: `  {
    id: 'unnumbered',
    statement: 'Answers have no number',
    breaks: { 'answers-are-numbered': 'warn' },
    spoil: (reply) => withHeaders(reply, { 'X-Unnumbered': '1' }),
  },
`,
        },
      ],
    },
  ],
}

const clientRule = `import { pass } from '../../rules/look.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'

export const callsArePolite: ClientRule = {
  id: 'calls-are-polite',
  level: 'MAY',
  group: 'how',
  statement: 'A call says please.',
  source: 'nowhere',
  remedy: 'Say please.',
  scenarios: [{ request: 'listFiles', script: [ok] }],
  judge: () => pass('said please'),
}
`

const clientTable = `import { attempt, call, testClientRule } from '../hand-made.ts'
import { callsArePolite } from './calls-are-polite.ts'

testClientRule(callsArePolite, [['please', [call([attempt(0, 200)])], 'pass', 'said please']])
`

const clientRuleRecipe: Recipe = {
  title: 'A new rule for clients',
  adds: 'calls-are-polite',
  steps: [
    { title: 'its file', edits: [{ file: 'suites/client/rules/calls-are-polite.ts', text: clientRule }] },
    { title: 'its table', edits: [{ file: 'suites/client/rules/calls-are-polite.test.ts', text: clientTable }] },
    {
      title: 'its place in the list',
      edits: [
        {
          file: 'suites/client/rules/index.ts',
          behind: '',
          text: "import { callsArePolite } from './calls-are-polite.ts'\n",
        },
        { file: 'suites/client/rules/index.ts', behind: '  deleteThen404,\n', text: '  callsArePolite,\n' },
      ],
    },
    {
      title: 'the edit of a mutant',
      edits: [
        {
          file: 'fixtures/clients/mutants/mutations.ts',
          behind: '\nexport const mutations = {\n',
          text: "  'calls-are-polite': { statement: 'Says nothing', edits: [['Number(seconds) * 1_000', '0']] },\n",
        },
      ],
    },
  ],
}

export const ruleRecipes: readonly Recipe[] = [backendRuleRecipe, clientRuleRecipe]
