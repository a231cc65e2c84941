import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { exampleOf } from './example.ts'
import { type Asked, generatorsFor, loadBy, type Round } from './load.ts'
import { median } from './median.ts'
import { type Server, start } from './server.ts'

export const roundCount = 5
export const roundSeconds = 2

export interface Subject extends Asked {
  readonly name: string
  /** The share of the bare server's rate that must be reached. */
  readonly atLeast: number
  /** So many microseconds of CPU time a request may take more than the bare server. */
  readonly moreUs: number
}

const kinds = ['bare', 'ours'] as const

type Rounds = Record<(typeof kinds)[number], Round[]>

export interface Comparison {
  readonly name: string
  /** The rate of ours, as a share of the bare server's. */
  readonly ratio: number
  readonly moreUs: number
  readonly rounds: Rounds
  /** How long ours was under load. */
  readonly loadedSeconds: number
}

const figure = (rounds: readonly Round[], key: keyof Round) => median(rounds.map((one) => one[key]))

/** A bare server that sends the bytes that ours answers with. */
async function startBare(mock: Server, subject: Subject): Promise<Server> {
  // In a file: a long list is more than an argument of a command may be.
  const file = join(mkdtempSync(join(tmpdir(), 'bench-')), 'answer.json')
  writeFileSync(file, JSON.stringify(await exampleOf(mock.port, subject)))
  const bare = await start('bare.ts', [file])
  rmSync(dirname(file), { recursive: true })
  return bare
}

/** Ours beside the bare server that sends the same bytes, in alternation. */
export async function compare(mock: Server, subject: Subject): Promise<Comparison> {
  const { name, atLeast, moreUs: mayTake } = subject
  const bare = await startBare(mock, subject)
  const servers = { bare, ours: mock }
  const roundsBy = async (generators: number): Promise<Rounds> => {
    const rounds: Rounds = { bare: [], ours: [] }
    for (let round = 0; round < roundCount; round++)
      for (const kind of kinds) rounds[kind].push(await loadBy(generators, servers[kind], subject, roundSeconds))
    return rounds
  }
  for (const kind of kinds) await loadBy(1, servers[kind], subject, roundSeconds) // warms both up
  const first = await roundsBy(1)
  // Where one of them needs two generators both get two: the rates must be comparable.
  const generators = Math.max(
    ...kinds.map((kind) => generatorsFor({ generatorShare: figure(first[kind], 'generatorShare') })),
  )
  const rounds = generators === 1 ? first : await roundsBy(generators)
  bare.child.kill()
  const of = (kind: keyof Rounds, key: keyof Round) => figure(rounds[kind], key)
  const both = rounds.ours.map((ours, index) => ({ ours, bare: rounds.bare[index] ?? ours }))
  const ratio = median(both.map(({ ours, bare }) => ours.perSecond / bare.perSecond))
  const moreUs = median(both.map(({ ours, bare }) => ours.cpuUs - bare.cpuUs))
  console.log(
    `${name.padEnd(24)} bare ${of('bare', 'perSecond').toFixed(0).padStart(6)}/s   ours ${of('ours', 'perSecond').toFixed(0).padStart(6)}/s   ratio ${ratio.toFixed(2)} (wanted ${atLeast}) ${ratio >= atLeast ? 'ok' : 'MISSED'}`,
  )
  console.log(
    `${''.padEnd(24)} CPU time a request: bare ${of('bare', 'cpuUs').toFixed(1)} µs, ours ${of('ours', 'cpuUs').toFixed(1)} µs, ${moreUs.toFixed(1)} µs more (wanted ${mayTake} at the most) ${moreUs <= mayTake ? 'ok' : 'MISSED'}`,
  )
  for (const kind of kinds)
    console.log(
      `${''.padEnd(24)} load generators beside ${kind}: ${of(kind, 'generators')}, each at ${(of(kind, 'generatorShare') * 100).toFixed(0)} % of a core`,
    )
  const loadedSeconds = roundSeconds * (1 + roundCount * (rounds === first ? 1 : 2))
  return { name, ratio, moreUs, rounds, loadedSeconds }
}
