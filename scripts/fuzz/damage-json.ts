import type { Chance } from './chance.ts'

/** Another value for one place of a JSON value. */
export function damageJson(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value) && value.length > 0 && !chance.oneIn(4)) {
    const at = chance.below(value.length)
    return value.map((item, index) => (index === at ? damageJson(item, chance) : item))
  }
  if (typeof value === 'object' && value !== null && !chance.oneIn(4)) {
    const entries = Object.entries(value)
    const name = entries.length === 0 || chance.oneIn(4) ? chance.nasty() : chance.pick(entries)[0]
    return { ...value, [name]: damageJson(Reflect.get(value, name), chance) }
  }
  return chance.pick([null, true, 0, -1, 1e308, chance.nasty(), [], {}, [[[[]]]], [chance.nasty()]])
}
