import { expect, test } from 'vitest'
import { startTestMock } from '../../testing/start-test-mock.ts'

const headers = { Authorization: 'Bearer aion_test_name_of_your_choice', 'Content-Type': 'application/json' }

/** Reads a stream as far as it goes. */
async function read(response: Response): Promise<{ readonly text: string; readonly isCut: boolean }> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true })
    return { text, isCut: false }
  } catch {
    return { text, isCut: true }
  }
}

const tokensOf = (text: string) =>
  [...text.matchAll(/^id: (\S+)\nevent: token\ndata: (.*)\n\n/gm)].map(([, id, data]) => ({ id, data }))

test('events arrive one by one; a stream that is cut goes on behind the last of them', async () => {
  await using mock = await startTestMock()
  const chats = `${mock.url}/chat/sessions`
  const created = await fetch(chats, { method: 'POST', headers, body: '{}' })
  const { session_id: id } = (await created.json()) as { session_id: string } // the answer was held against its schema
  const ask = (more: Record<string, string> = {}) =>
    fetch(`${chats}/${id}/messages/stream`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: JSON.stringify({ message: 'Which chairs are red?' }),
    })
  const cut = await read(await ask({ 'Mock-Fault': 'close-mid-body' }))
  expect(cut.isCut).toBe(true)
  const { messages } = (await (await fetch(`${chats}/${id}`, { headers })).json()) as {
    messages: { id: string; role: string }[]
  } // as above
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
  const lastId = tokensOf(cut.text).at(-1)?.id ?? '0'
  const rest = await read(await ask({ 'Last-Event-ID': lastId }))
  expect(rest.isCut).toBe(false)
  const whole = await read(await ask({ 'Last-Event-ID': '0' }))
  expect([...tokensOf(cut.text), ...tokensOf(rest.text)]).toEqual(tokensOf(whole.text))
  expect(rest.text).toContain('event: complete')
})
