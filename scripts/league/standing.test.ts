import { expect, it } from 'vitest'
import { mergeStandings, type Standing } from './standing.ts'

const standing = (slug: string, day: string): Standing => ({
  title: slug,
  slug,
  version: '1',
  way: 'in process',
  day,
  seconds: 1,
  verdicts: {},
  broken: [],
})

it('puts what was judged anew in the place of what was known, in the order of the league', () => {
  const known = [standing('got', 'first'), standing('ky', 'first'), standing('gone', 'first')]
  const merged = mergeStandings(['ky', 'wget', 'got'], known, [standing('got', 'second')])
  expect(merged.map(({ slug, day }) => `${slug} ${day}`)).toEqual(['ky first', 'got second'])
})
