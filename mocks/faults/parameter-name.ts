/** How a field of the JSON form is spelt as a parameter of the header: `retryAfter` is `retry-after`. */
export const parameterOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The field that a parameter of the header stands for. */
export const fieldOf = (parameter: string): string =>
  parameter.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
