import type { Recipe } from './recipe.ts'

const errorRow = `  HTTP_418: {
    group: 'http',
    status: 418,
    acceptedStatuses: [],
    provenance: 'assumed',
    retryAfter: 'absent',
    retry: 'never',
    message: 'The server is a teapot',
    meaning: 'The server was asked for coffee.',
    remedy: 'Ask for tea.',
    byUse: 'provoked',
    injectedOn: 'listFolders',
    verify: 'nothing',
  },
`

const errorRecipe: Recipe = {
  title: 'A new error',
  adds: 'HTTP_418',
  steps: [
    {
      title: 'its row',
      edits: [{ file: 'contracts/errors.ts', behind: '\nexport const errors = {\n', text: errorRow }],
    },
    {
      title: 'how use meets it',
      edits: [
        { file: 'fixtures/provocations/http.ts', behind: 'Provocations<\n  ', text: "'HTTP_418' | " },
        {
          file: 'fixtures/provocations/http.ts',
          behind: '> = {\n',
          text: "  HTTP_418: [{ title: 'coffee is asked for', steps: [{ call: 'listFiles' }] }],\n",
        },
      ],
    },
    {
      title: 'how verify sees it',
      edits: [
        {
          file: 'suites/backend/recipes/wrong-requests.ts',
          behind: 'export const wrongRequestRecipes = [\n',
          text: `  {
    id: 'coffee',
    aims: ['HTTP_418'],
    needs: [],
    cost,
    probes: [{ id: 'coffee', intent: 'unknown-path', operation: null, path: '/coffee' }],
  },
`,
        },
      ],
    },
  ],
}

const transportRow = `  'half-open': {
    onTheWire: 'nothing, on a connection whose other half is closed',
    overHttp2: 'no answer on this stream',
    inProcess: 'no answer',
    form: 'no-answer',
    isWholeInProcess: false,
    runsOperation: false,
    sendsHead: false,
    ending: 'silent',
    notation: 'HALF',
    label: 'half open',
    isServedBehindMsw: true,
  },
`

const transportRecipe: Recipe = {
  title: 'A new transport fault',
  adds: 'half-open',
  steps: [
    {
      title: 'its row',
      edits: [{ file: 'mocks/faults/transports.ts', behind: '\nexport const transports = {\n', text: transportRow }],
    },
    {
      title: 'what breaks a connection',
      edits: [{ file: 'mocks/adapters/breaks.ts', behind: '  close,\n', text: "  'half-open': stall,\n" }],
    },
  ],
}

const fieldRecipe: Recipe = {
  title: 'A new field of a fault',
  adds: 'language',
  steps: [
    {
      title: 'its schema',
      edits: [
        {
          file: 'mocks/faults/fault-fields.ts',
          behind: '\nexport const faultFields = {\n',
          text: `  language: {
    of: ['error'],
    schema: { type: 'string', pattern: '^[a-z]{2}$', description: 'The language of the message.' },
  },
`,
        },
      ],
    },
    {
      title: 'what obeys it',
      edits: [
        { file: 'mocks/core/fault-reply.ts', behind: "form = 'envelope', ", text: 'language, ' },
        {
          file: 'mocks/core/fault-reply.ts',
          behind: '...challenge(status), ',
          text: "...(language === undefined ? [] : ['Content-Language', language]), ",
        },
      ],
    },
  ],
}

export const vocabularyRecipes: readonly Recipe[] = [errorRecipe, transportRecipe, fieldRecipe]
