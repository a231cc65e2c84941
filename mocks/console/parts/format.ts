const units = ['B', 'KB', 'MB', 'GB', 'TB']

/** `0 B`, `1.5 KB`, `100 GB`: 1,024 of each make the next. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  const value = bytes / 1_024 ** power
  return `${Number(value.toFixed(value < 10 ? 1 : 0)).toLocaleString('en')} ${units[power]}`
}

/** `3 ms`, `1.25 s`, `2 min 5 s`, `1 h 20 min`. */
export function formatMs(ms: number): string {
  if (ms < 999.5) return `${ms < 10 ? Number(ms.toFixed(1)) : Math.round(ms)} ms`
  const seconds = ms / 1_000
  if (seconds < 59.995) return `${Number(seconds.toFixed(seconds < 10 ? 2 : 1))} s`
  const whole = Math.round(seconds)
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  const minutes = Math.round(whole / 60)
  if (minutes < 2_880) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return `${Math.floor(minutes / 1_440)} d ${Math.floor((minutes % 1_440) / 60)} h`
}

const two = (value: number) => String(value).padStart(2, '0')

/** The time of day in UTC, to the millisecond. */
export function formatTime(epochMs: number): string {
  const date = new Date(epochMs)
  const ms = String(date.getUTCMilliseconds()).padStart(3, '0')
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}.${ms}`
}

/** `2026-11-26 17:10:00 UTC`. */
export const formatMoment = (epochMs: number): string =>
  `${new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** `videoChunkBytes` as words: `video chunk bytes`. */
export const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** A text that begins a line. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`
