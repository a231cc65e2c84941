import { expect, test } from 'vitest'
import { transcript } from '../../testing/transcript.ts'

test('a message to the support is received', async () => {
  const message = { name: 'N', email: 'n@example.com', subject: 'S', message: 'Ten letters' }
  expect(await transcript(async ({ ask }) => void (await ask('POST /support/contact', message)))).toMatchSnapshot()
})
