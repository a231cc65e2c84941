import { expect, test } from 'vitest'
import { isColourful, isWatched } from './terminal.ts'

const terminal = { isTTY: true }

test.each([
  [terminal, { TERM: 'xterm' }, true, true],
  [terminal, {}, true, true],
  [terminal, { NO_COLOR: '1' }, true, false],
  [terminal, { NO_COLOR: '' }, true, true],
  [terminal, { TERM: 'dumb' }, false, false],
  [{}, { TERM: 'xterm' }, false, false],
])('%j in %j', (stream, environment, watched, colourful) => {
  expect([isWatched(stream, environment), isColourful(stream, environment)]).toEqual([watched, colourful])
})
