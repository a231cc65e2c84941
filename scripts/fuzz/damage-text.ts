import { stringify } from 'yaml'
import type { Chance } from './chance.ts'
import { damageJson } from './damage-json.ts'
import { damageBytes } from './mutate-request.ts'

/** A value as a damaged file: other values, another writing, broken bytes. One in ten is as it was. */
export function damageText(value: unknown, chance: Chance): string {
  if (chance.oneIn(10)) return JSON.stringify(value)
  let damaged = value
  for (let count = chance.below(4); count > 0; count -= 1) damaged = damageJson(damaged, chance)
  const text = chance.oneIn(3) ? stringify(damaged) : JSON.stringify(damaged, null, chance.below(3))
  if (!chance.oneIn(3)) return text
  return new TextDecoder().decode(damageBytes(new TextEncoder().encode(text), chance))
}
