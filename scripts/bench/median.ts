export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** How a figure that may be so much at the most is reported. */
export const judge = (value: number, atMost: number): string =>
  `(wanted ${atMost} at the most) ${value <= atMost ? 'ok' : 'MISSED'}`
