interface Stream {
  readonly isTTY?: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/** Whether a terminal reads this stream that obeys control sequences. */
export const isWatched = ({ isTTY }: Stream, { TERM }: Environment = process.env): boolean =>
  isTTY === true && TERM !== 'dumb'

/** Whether a stream may be coloured: a terminal that can, and nobody who minds (no-color.org). */
export const isColourful = (stream: Stream, environment: Environment = process.env): boolean =>
  isWatched(stream, environment) && !environment.NO_COLOR
