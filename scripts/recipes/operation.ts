import type { Recipe } from './recipe.ts'

export const operationRecipe: Recipe = {
  title: 'A new operation',
  adds: 'getCredits',
  steps: [
    {
      title: 'its row',
      edits: [
        {
          file: 'contracts/operations/usage.ts',
          behind: 'export const usageOperations = {\n',
          text: `  getCredits: {
    summary: 'Read the credits that are left',
    method: 'GET',
    path: '/usage/credits',
    access: 'read',
    success: 200,
    response: 'TenantLimitsResponse',
    errors: [],
    idempotent: true,
  },
`,
        },
      ],
    },
    {
      title: 'one valid request',
      edits: [
        {
          file: 'fixtures/requests/usage.ts',
          behind: 'export const usageRequests = {\n',
          text: "  getCredits: [{ call: 'getCredits' }],\n",
        },
      ],
    },
    {
      title: 'what a success does',
      edits: [
        {
          file: 'mocks/operations/usage/usage.ts',
          behind: "import type { Handler } from '../operation.ts'\n",
          text: "\nexport const getCredits: Handler<'getCredits'> = () => ({ body: { limits: {}, usage: {}, remaining: {} } })\n",
        },
        {
          file: 'mocks/operations/index.ts',
          behind: '',
          text: "import { getCredits } from './usage/usage.ts'\n",
        },
        { file: 'mocks/operations/index.ts', behind: 'export const handlers: Handlers = {\n', text: '  getCredits,\n' },
      ],
    },
  ],
}
