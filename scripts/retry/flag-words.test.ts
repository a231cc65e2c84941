import { describe, expect, it } from 'vitest'
import { repeatFlag } from './flag-words.ts'

const isValue = (word: string) => /^(ra-\w+,?)+$/.test(word)

describe('a flag with several values, before a command', () => {
  it.each([
    ['--only ra-a curl -s', '--only ra-a curl -s'],
    ['--only ra-a ra-b curl -s', '--only ra-a --only ra-b curl -s'],
    ['--only ra-a,ra-b curl', '--only ra-a,ra-b curl'],
    ['--only ra-a ra-b --clock real -- curl', '--only ra-a --only ra-b --clock real -- curl'],
    ['--only ra-a nonsense -- curl', '--only ra-a --only nonsense -- curl'],
    ['--only ra-a -- ra-b', '--only ra-a -- ra-b'],
    ['--only ra-a --only ra-b x', '--only ra-a --only ra-b x'],
    ['--clock real -- x --only ra-a y', '--clock real -- x --only ra-a y'],
    ['--only nonsense curl', '--only nonsense curl'],
    ['--only', '--only'],
  ])('%s', (words, repeated) => {
    expect(repeatFlag(words.split(' '), '--only', isValue).join(' ')).toBe(repeated)
  })
})
