import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { damage, findMutations } from './mutations.ts'
import { withSwitches } from './switches.ts'

const texts = [
  'const a = (b) => b + 1 > 2 && !(b === 3)\nresult = [1, 2, 3].map(a)',
  "const list = ['a', 'b']\nconst more = { list: [...list], 'c': true, d() { return 4 } }\nresult = [more.list, more.c, more.d?.()]",
  'const say = (one, two) => one + two\nlet all = say("a", "b")\nif (all) all += say("c", "")\nresult = all ? all : 0',
  'result = 0\nfor (const one of [1, 2]) if (one < 2) result += one\nelse result -= one',
]

/** What a script leaves in `result`, or the name of what it throws. */
function outcome(text: string, isOn?: number): string {
  const world = { result: undefined as unknown, isMutant: isOn === undefined ? undefined : (id: number) => id === isOn }
  try {
    runInNewContext(text, world)
  } catch (error) {
    return (error as Error).name // of the other context, so no instance of Error here
  }
  return JSON.stringify(world.result)
}

test.each(texts)('%s does with each switch what it does with that damage', (text) => {
  const all = findMutations(text).map((mutation, index) => ({ id: index + 1, mutation }))
  const switched = withSwitches(text, all)
  expect(all.length).toBeGreaterThan(5)
  expect(outcome(switched)).toBe(outcome(text))
  for (const { id, mutation } of all) expect([id, outcome(switched, id)]).toEqual([id, outcome(damage(text, mutation))])
})

test('a line stays where it was', () => {
  const [text = ''] = texts
  const switched = withSwitches(
    text,
    findMutations(text).map((mutation, id) => ({ id, mutation })),
  )
  expect(switched.split('\n')).toHaveLength(text.split('\n').length)
})
