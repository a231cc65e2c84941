import type { Mutation, Place } from './mutations.ts'

/** A mutation that can be switched on while the text runs. */
export interface Switched {
  readonly id: number
  readonly mutation: Mutation
}

const frames: Readonly<Record<Mutation['choice']['form'], (isOn: string, damaged: string, sound: string) => string>> = {
  expression: (isOn, damaged, sound) => `(${isOn} ? (${damaged}) : (${sound}))`,
  statement: (isOn, damaged, sound) => `if (${isOn}) { ${damaged} } else { ${sound} }`,
  elements: (isOn, damaged, sound) => `...(${isOn} ? [${damaged}] : [${sound}])`,
  properties: (isOn, damaged, sound) => `...(${isOn} ? {${damaged}} : {${sound}})`,
}

const isWithin = (inner: Place, outer: Place) => inner.start >= outer.start && inner.end <= outer.end

/** The widest first; of the same stretch, the statement or row around the expression. */
const outermostFirst = ({ mutation: { choice: one } }: Switched, { mutation: { choice: other } }: Switched) =>
  other.end - other.start - (one.end - one.start) ||
  Number(one.form === 'expression') - Number(other.form === 'expression')

/**
 * The text with all mutations in it, each off until `globalThis.isMutant` answers true to its id: so that a text is read
 * once and runs with any of them. No line moves.
 */
export function withSwitches(text: string, all: readonly Switched[]): string {
  const render = (place: Place, inside: readonly Switched[]): string => {
    const [widest] = inside
    if (!widest) return text.slice(place.start, place.end)
    const { id, mutation } = widest
    const { choice } = mutation
    const others = inside.slice(1)
    const before = { start: place.start, end: choice.start }
    const after = { start: choice.end, end: place.end }
    const damaged =
      text.slice(choice.start, mutation.start) + mutation.replacement + text.slice(mutation.end, choice.end)
    const within = (outer: Place) => others.filter(({ mutation }) => isWithin(mutation.choice, outer))
    return (
      render(before, within(before)) +
      frames[choice.form](`globalThis.isMutant?.(${id})`, damaged, render(choice, within(choice))) +
      render(after, within(after))
    )
  }
  return render({ start: 0, end: text.length }, all.toSorted(outermostFirst))
}
