import { formats } from './formats.ts'

/** What the code calls for properties of which nothing but a type, or a type and a format, is asked. */
export const propertyRuntime = `
import { addAt } from './lean-runtime.js'
const formats = {${Object.entries(formats).map(([name, expression]) => `${JSON.stringify(name)}: ${expression}`)}}
const isOfType = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: Number.isFinite,
  integer: Number.isInteger,
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  null: (value) => value === null,
}
const isOf = (type, value) => typeof type === 'string' ? isOfType[type](value) : type.some((one) => isOfType[one](value))
export const addMistyped = (errors, instancePath, schema, data, ...names) => {
  for (const name of names) {
    const value = data[name]
    if (value === undefined) continue
    const { type, format } = schema.properties[name]
    if (!isOf(type, value)) errors = addAt(errors, 'type', instancePath, schema, name)
    else if (format !== undefined && value !== null && !formats[format].test(value))
      errors = addAt(errors, 'format', instancePath, schema, name)
  }
  return errors
}
`

const given = 'if\\(data\\.(\\w+) !== undefined\\)\\{let (data\\d+) = data\\.\\1;'
const mistyped = 'vErrors = addAt\\(vErrors,"type",instancePath,(schema\\d+),"\\1"\\);'
const misformed =
  'if\\(!\\(formats\\d+\\.test\\(\\2\\)\\)\\)\\{vErrors = addAt\\(vErrors,"format",instancePath,schema\\d+,"\\1"\\);\\}'

/** How ajv asks for a type; for a text in a format; for such a text or null. */
const questions = [
  `${given}if\\([^{}]*\\)\\{${mistyped}\\}\\}`,
  `${given}if\\(typeof \\2 === "string"\\)\\{${misformed}\\}else \\{${mistyped}\\}\\}`,
  `${given}if\\(\\(typeof \\2 !== "string"\\) && \\(\\2 !== null\\)\\)\\{${mistyped}\\}if\\(typeof \\2 === "string"\\)\\{${misformed}\\}\\}`,
].map((question) => new RegExp(question, 'g'))

const neighbours =
  /(vErrors = addMistyped\(vErrors,instancePath,schema\d+,data)((?:,"\w+")+)\);(?:\1((?:,"\w+")+)\);)+/g

/** Asks for the types and formats of neighbours with one call that looks them up in the schema, instead of code for each. */
export function askOfSchema(code: string): string {
  const asked = questions.reduce(
    (before, question) => before.replace(question, 'vErrors = addMistyped(vErrors,instancePath,$3,data,"$1");'),
    code,
  )
  const joined = asked.replace(neighbours, (calls, start: string) => {
    const names = calls.replaceAll(start, '').replaceAll(');', '')
    return `${start}${names});`
  })
  return `import { addMistyped } from './property-runtime.js'\n${joined}`
}
