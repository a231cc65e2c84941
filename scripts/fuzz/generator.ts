import type { Chance } from './chance.ts'

/** How one damaged thing was taken. */
export interface Judged {
  /** A status, `broken` for a connection that a fault broke, `taken` or `refused` for a file. */
  readonly outcome: string | number
  /** What it did that it must not. */
  readonly problem?: string
}

/** One damaged thing, ready to be tried. */
export interface Trial {
  /** What is tried, for whoever looks into it. */
  readonly shown: string
  run(): Promise<Judged>
}

/** What draws damage of one kind: requests in process, requests over HTTP/2, files. */
export type Generator = (chance: Chance) => Trial
