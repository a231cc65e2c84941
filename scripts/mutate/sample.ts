import { createHash } from 'node:crypto'
import { findMutations, type Mutation } from './mutations.ts'

/** A mutation of one file of the project. */
export interface Mutant {
  readonly mutation: Mutation
  /** The seed that drew it. */
  readonly seed: number
  /** Unique in a run; never 0. */
  readonly id: number
  readonly file: string
  readonly line: number
  /** The text of that line. */
  readonly text: string
}

/** Code that exists to be wrong or to make input for tests; what it does is not the product's. */
const isForTests = (file: string) =>
  /\/(testing|broken-backends|legal-backends|mutants)\//.test(file) || file.endsWith('/hand-made.ts')

/** Whether the file holds code of ours that runs, under one of the folders (or is named itself). */
export const isSource = (file: string, under: readonly string[]): boolean =>
  under.some((folder) => file.startsWith(`${folder}/`) || file === folder) &&
  /(?<!\.d|\.test)\.ts$/.test(file) &&
  !file.includes('/generated/') &&
  !isForTests(file)

type Place = Omit<Mutant, 'id' | 'seed'>

function placesOf(file: string, text: string): Place[] {
  const lines = text.split('\n')
  return findMutations(text).map((mutation) => {
    const line = text.slice(0, mutation.start).split('\n').length
    return { mutation, file, line, text: (lines[line - 1] ?? '').trim() }
  })
}

/** The same for a place as long as its own line stays, whatever is edited elsewhere. */
function lotsOf(places: readonly Place[], seed: number): Map<Place, string> {
  const seen = new Map<string, number>()
  const lots = new Map<Place, string>()
  for (const place of places) {
    const name = [seed, place.file, place.text, place.mutation.what].join('\n')
    const count = seen.get(name) ?? 0
    seen.set(name, count + 1)
    lots.set(place, createHash('sha256').update(`${name}\n${count}`).digest('hex'))
  }
  return lots
}

/** Draws so many places by lot from the texts of files: each file as likely as it has places. */
export function drawMutants(texts: ReadonlyMap<string, string>, count: number, seed: number): readonly Mutant[] {
  const places = [...texts].flatMap(([file, text]) => placesOf(file, text))
  const lots = lotsOf(places, seed)
  const lot = (place: Place) => lots.get(place) ?? ''
  return places
    .toSorted((one, other) => (lot(one) < lot(other) ? -1 : 1))
    .slice(0, count)
    .map((place, index) => ({ ...place, seed, id: seed * 100_000 + index + 1 }))
}
