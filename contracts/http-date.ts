const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const longDays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const time = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)'
const month = `(?<month>${months.join('|')})`
const forms = [
  new RegExp(`^(?<day>${days.join('|')}), (?<date>\\d\\d) ${month} (?<year>\\d{4}) ${time} GMT$`),
  new RegExp(`^(?<day>${longDays.join('|')}), (?<date>\\d\\d)-${month}-(?<year>\\d\\d) ${time} GMT$`),
  new RegExp(`^(?<day>${days.join('|')}) ${month} (?<date>\\d\\d| \\d) ${time} (?<year>\\d{4})$`),
]

export type HttpDateForm = 'imf-fixdate' | 'rfc850' | 'asctime'

const pad = (value: number) => String(value).padStart(2, '0')

/** Writes an HTTP-date (RFC 9110 §5.6.7) for a time in epoch milliseconds; fractions of a second are dropped. */
export function formatHttpDate(epochMs: number, form: HttpDateForm = 'imf-fixdate'): string {
  const at = new Date(epochMs)
  const weekday = at.getUTCDay()
  const monthName = months[at.getUTCMonth()]
  const clock = `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`
  const date = at.getUTCDate()
  const year = at.getUTCFullYear()
  if (form === 'rfc850') return `${longDays[weekday]}, ${pad(date)}-${monthName}-${pad(year % 100)} ${clock} GMT`
  if (form === 'asctime') return `${days[weekday]} ${monthName} ${String(date).padStart(2, ' ')} ${clock} ${year}`
  return `${days[weekday]}, ${pad(date)} ${monthName} ${String(year).padStart(4, '0')} ${clock} GMT`
}

/** RFC 9110 §5.6.7: a two-digit year that seems more than 50 years ahead is the most recent past year with those digits. */
function fullYear(twoDigits: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear()
  const year = thisYear - (thisYear % 100) + twoDigits
  return year > thisYear + 50 ? year - 100 : year
}

/**
 * Reads any of the three HTTP-date forms, strictly: the date must exist and fall on the weekday that it names.
 * @returns epoch milliseconds, or undefined when the text is not an HTTP-date.
 */
export function parseHttpDate(text: string, nowMs: number): number | undefined {
  for (const form of forms) {
    const parts = form.exec(text)?.groups
    if (!parts) continue
    const [date, hour, minute, second] = [parts.date, parts.hour, parts.minute, parts.second].map(Number) as [
      number,
      number,
      number,
      number,
    ] // groups of digits
    const year = parts.year?.length === 2 ? fullYear(Number(parts.year), nowMs) : Number(parts.year)
    const monthIndex = months.indexOf(parts.month ?? '')
    if (hour > 23 || minute > 59 || second > 60) return undefined
    const epochMs = Date.UTC(year, monthIndex, date, hour, minute, second)
    const midnight = new Date(Date.UTC(year, monthIndex, date))
    const isReal = midnight.getUTCDate() === date && days[midnight.getUTCDay()] === parts.day?.slice(0, 3)
    return isReal ? epochMs : undefined
  }
  return undefined
}
