import { expect, test } from 'vitest'
import { familyOf, isWarmHue } from './families.ts'

test.each<[string, Parameters<typeof familyOf>[0], string]>([
  ['too little colour', { h: 0, s: 11, l: 50 }, 'neutral'],
  ['just enough of it', { h: 0, s: 12, l: 50 }, 'warm'],
  ['nearly black', { h: 0, s: 50, l: 7 }, 'neutral'],
  ['not quite black', { h: 0, s: 50, l: 8 }, 'warm'],
  ['nearly white', { h: 0, s: 50, l: 96 }, 'neutral'],
  ['not quite white', { h: 0, s: 50, l: 95 }, 'pastel'],
  ['light', { h: 0, s: 50, l: 78 }, 'pastel'],
  ['not quite light', { h: 0, s: 50, l: 77 }, 'warm'],
  ['strong', { h: 0, s: 85, l: 50 }, 'vibrant'],
  ['not quite strong', { h: 0, s: 84, l: 50 }, 'warm'],
  ['strong and dark', { h: 0, s: 90, l: 39 }, 'warm'],
  ['strong, not quite dark', { h: 0, s: 90, l: 40 }, 'vibrant'],
  ['strong, not quite light', { h: 0, s: 90, l: 65 }, 'vibrant'],
  ['strong and light', { h: 0, s: 90, l: 66 }, 'warm'],
  ['red', { h: 14, s: 50, l: 50 }, 'warm'],
  ['brown', { h: 15, s: 50, l: 50 }, 'earth_tone'],
  ['sand', { h: 49, s: 50, l: 50 }, 'earth_tone'],
  ['yellow', { h: 50, s: 50, l: 50 }, 'warm'],
  ['a brown that is nearly too strong', { h: 30, s: 64, l: 50 }, 'earth_tone'],
  ['orange', { h: 30, s: 65, l: 50 }, 'warm'],
  ['the last warm hue', { h: 69, s: 50, l: 50 }, 'warm'],
  ['the first cool hue', { h: 70, s: 50, l: 50 }, 'cool'],
  ['the last cool hue', { h: 329, s: 50, l: 50 }, 'cool'],
  ['pink', { h: 330, s: 50, l: 50 }, 'warm'],
])('%s: %j is %s', (_, colour, family) => {
  expect(familyOf(colour)).toBe(family)
})

test('warm are red to yellow, and pink', () => {
  expect([0, 69, 70, 329, 330, 359].map(isWarmHue)).toEqual([true, true, false, false, true, true])
})
