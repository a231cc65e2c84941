import { expect, test } from 'vitest'
import { anAttempt } from '../../testing/an-attempt.ts'
import { eventsText, noticeText, rememberTexts } from './event-text.ts'

test('the text of an attempt is made once, for all who are told of it', () => {
  let made = 0
  const noting = (id: number) =>
    Object.assign(anAttempt({ id }), {
      toJSON() {
        made += 1
        return { id }
      },
    })
  const textOf = rememberTexts()
  const [one, other] = [noting(1), noting(2)]
  expect([one, other, one, other].map(textOf)).toEqual(['{"id":1}', '{"id":2}', '{"id":1}', '{"id":2}'])
  expect(made).toBe(2)
})

test('an event has the id of its attempt, but none beyond the cursor', () => {
  const text = eventsText([anAttempt({ id: 1 }), anAttempt({ id: 9 })], 4, ({ id }) => `of ${id}`)
  expect(text).toBe('event: attempt\nid: 1\ndata: of 1\n\nevent: attempt\nid: 4\ndata: of 9\n\n')
})

test('a notice has no id', () => {
  expect(noticeText('missed', { count: 3 })).toBe('event: missed\ndata: {"count":3}\n\n')
})
