import type { JsonSchema } from '../../contracts/schemas/json-schema.ts'

/** What a client may say of itself. */
export const profileSchemas = {
  Profile: {
    title: 'a profile',
    description: 'What a client says of itself. What it leaves open is inferred from what it does.',
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'The schema of the file, for editors.' },
      maxAttempts: {
        type: 'integer',
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        expected: 'a whole number from 1',
        description: 'Attempts in all, the first included.',
      },
      retriesPost: {
        enum: ['never', 'with-key', 'always'],
        description: 'When it repeats a POST after a failure that may have done the work. Default `never`.',
      },
      parsesJson: {
        type: 'boolean',
        description: 'Whether it reads bodies as JSON; a downloader passes them on. Default true.',
      },
      isCancellable: { type: 'boolean', description: 'Whether it has a way to be cancelled. Default true.' },
      takesDeadline: {
        type: 'boolean',
        description: 'Whether it can be told a deadline for the whole call. Default true.',
      },
    },
    additionalProperties: false,
    expected: 'an object such as {"maxAttempts": 3}',
  },
} satisfies Record<string, JsonSchema>
