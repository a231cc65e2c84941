import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createRandom } from '../../fixtures/random.ts'
import { createChance } from './chance.ts'
import { createHttp2Generator } from './http2-generator.ts'
import { type Subject, startSubject } from './subject.ts'

let subject: Subject
beforeAll(async () => {
  subject = await startSubject(1)
})
afterAll(() => subject.mock.close())
beforeEach(() => subject.mock.faults.clear())

/** What so many trials find. */
async function problemsOf(trials: number): Promise<readonly string[]> {
  const generate = createHttp2Generator(subject)
  const chance = createChance(createRandom(5))
  const problems: string[] = []
  for (let i = 0; i < trials; i += 1) {
    const { problem } = await generate(chance).run()
    if (problem !== undefined) problems.push(problem)
  }
  return problems
}

test.each(['reset', 'close-mid-body', 'stall-headers', 'garbage', 'h2-goaway'] as const)(
  'a %s that a control call planned for everybody is no misdeed',
  async (kind) => {
    subject.mock.faults.next(kind, { times: 'always' })
    expect(await problemsOf(20)).toEqual([])
    expect(subject.mock.faults.list()[0]?.served).toBeGreaterThan(3)
  },
)
