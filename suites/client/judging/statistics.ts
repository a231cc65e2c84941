export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Standard deviation over mean: 0 when all are equal. */
export function variation(values: readonly number[]): number {
  const middle = mean(values)
  const variance = mean(values.map((value) => (value - middle) ** 2))
  return middle === 0 ? 0 : Math.sqrt(variance) / middle
}

export const range = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)
