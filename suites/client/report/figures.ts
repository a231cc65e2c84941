const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** Milliseconds as reports write them: `1,998 ms`. */
export const ms = (value: number): string => `${whole.format(value)} ms`

/** `1 attempt`, `3 attempts`. */
export const count = (value: number, noun: string): string => `${value} ${noun}${value === 1 ? '' : 's'}`
