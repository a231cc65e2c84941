import type { Ending } from '../run.ts'

/** The target cannot be judged at all: nobody answers, or the main key is not taken. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

/** Nothing more is sent. */
export class Ended extends Error {
  readonly ending: Ending
  constructor(ending: Ending) {
    super(ending)
    this.ending = ending
  }
}

/** This recipe goes no further; others do. */
export class GivenUp extends Error {}
