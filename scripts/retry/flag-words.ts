/**
 * Repeats a flag for each of the words after it, so that the command behind them is left alone: `--only a b curl -s`
 * becomes `--only a --only b curl -s`. The first word is always the flag's. Where `--` sets the command apart, so is every
 * word before it; else those that `isValue` knows.
 */
export function repeatFlag(words: readonly string[], flag: string, isValue: (word: string) => boolean): string[] {
  const border = words.indexOf('--')
  const at = words.indexOf(flag)
  if (at < 0 || (border >= 0 && border < at)) return [...words]
  let end = at + 1
  while (end < words.length && !words[end]?.startsWith('-')) {
    if (end > at + 1 && border < 0 && !isValue(words[end] ?? '')) break
    end += 1
  }
  const values = words.slice(at + 1, end)
  const repeated = values.length === 0 ? [flag] : values.flatMap((value) => [flag, value])
  return [...words.slice(0, at), ...repeated, ...repeatFlag(words.slice(end), flag, isValue)]
}
