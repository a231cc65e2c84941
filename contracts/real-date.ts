const days =
  '\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))'
const leapDay = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29'

/** A date that exists, as the source of a regular expression: 2026-02-28 and 2028-02-29, never 2026-02-29. */
export const realDate = `(?:${days}|${leapDay})`
