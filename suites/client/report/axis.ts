const units = [
  { ms: 86_400_000, name: 'd' },
  { ms: 3_600_000, name: 'h' },
  { ms: 60_000, name: 'min' },
  { ms: 1_000, name: 's' },
  { ms: 1, name: 'ms' },
]

/** A time in its own unit: `0`, `700 ms`, `2.5 s`, `30 d`. */
export function shortTime(atMs: number): string {
  if (Math.round(atMs) === 0) return '0'
  const { ms, name } = units.find((unit) => atMs >= unit.ms) ?? { ms: 1, name: 'ms' }
  const value = atMs / ms
  return `${Number(value.toFixed(value < 10 && ms > 1 ? 2 : 0))} ${name}`
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 86_400, 432_000, 864_000]

/** Round times from 0 that divide an axis into about five parts. */
export function axisTicks(spanMs: number): number[] {
  const wantedMs = spanMs / 5
  const stepMs =
    [1, 2, 5, 10, 20, 50, 100, 200, 500, ...steps.map((seconds) => seconds * 1_000)].find((step) => step >= wantedMs) ??
    wantedMs
  return Array.from({ length: Math.floor(spanMs / stepMs) + 1 }, (_, index) => index * stepMs)
}
