import { type Keyword, keywords } from '../../contracts/validator.ts'

const known: ReadonlySet<string> = new Set(keywords)

/** Keywords whose messages compare what was given with what was expected. */
const comparing: ReadonlySet<string> = new Set<Keyword>(['enum', 'anyOf', 'maxProperties'])

/** What lean code calls instead of ajv's own repetitions and run-time imports. */
export const leanRuntime = `
export const fail = (keyword, instancePath, parentSchema, property, data) => ({ keyword, instancePath, parentSchema, property, data })
export const add = (errors, ...error) => {
  if (errors === null) return [fail(...error)]
  errors.push(fail(...error))
  return errors
}
// The same for a property of an object, whose schema stands in the schema of the object.
export const failAt = (keyword, instancePath, schema, name, ...rest) =>
  fail(keyword, instancePath + '/' + name, schema.properties[name], ...rest)
export const addAt = (errors, keyword, instancePath, schema, name, ...rest) =>
  add(errors, keyword, instancePath + '/' + name, schema.properties[name], ...rest)
// What the API's framework reads as a boolean in a query or a form, in any case (pydantic, "Booleans").
export const isTrue = (text) => /^(1|true|t|yes|y|on)$/i.test(text)
export const isFalse = (text) => /^(0|false|f|no|n|off)$/i.test(text)
export const isSame = Object.is
export const countCharacters = (text) => { let count = 0; for (const _ of text) count++; return count }
`

const errorLiteral =
  /\{instancePath(?::([^{}]*?))?,schemaPath:.*?,keyword:"(\w+)",params:\{(.*?)\},schema:.*?,parentSchema:(.*?),data(?::(\w+))?(?:,propertyName:(\w+))?\}/gs

/**
 * Nearly halves ajv's standalone code: an error keeps what messages are phrased from, the repeated bookkeeping
 * becomes calls of `leanRuntime`, and nothing is required at run time.
 */
export function makeLean(code: string): string {
  const lean = withoutParents(code)
    .replace(errorLiteral, (_, path = 'instancePath', keyword: string, params: string, parent, data = 'data', name) => {
      if (!known.has(keyword)) throw new Error(`the schemas use "${keyword}"; add it to contracts/validator.ts first`)
      const property = name ?? /^(?:missingProperty|additionalProperty|property): ([^,]+)/.exec(params)?.[1]
      const given = comparing.has(keyword) ? [property ?? 'undefined', data] : property ? [property] : []
      return `fail(${[`"${keyword}"`, path, parent, ...given].join(',')})`
    })
    .replace(
      /const (err\d+) = fail\(([^;]*)\);if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}/g,
      'vErrors = add(vErrors,$2);',
    )
    .replace(
      /\b(fail|add)\(((?:vErrors,)?"\w+",instancePath)\+"\/(\w+)",(schema\d+)\.properties\.\3(?=[,)])/g,
      '$1At($2,$4,"$3"',
    )
    .replace(/(\w+) === "false" \|\| \1 === 0 \|\| \1 === null/g, 'isFalse($1)')
    .replace(/(\w+) === "true" \|\| \1 === 1/g, 'isTrue($1)')
    .replace(
      /\(\(typeof (\w+) == "number"\) && \(!\(\1 % 1\) && !isNaN\(\1\)\)\) && \(isFinite\(\1\)\)/g,
      'Number.isInteger($1)',
    )
    .replace(/\(typeof (\w+) == "number"\) && \(isFinite\(\1\)\)/g, 'Number.isFinite($1)')
    .replace(/ \|\| isNaN\(\w+\)(?=\))/g, '') // beside a comparison, of what is finite
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', 'countCharacters')
    .replaceAll('require("ajv/dist/runtime/equal").default', 'isSame') // every enum of ours holds plain values
  const left = /require\([^)]*\)|schemaPath:.{60}/.exec(lean)
  if (left) throw new Error(`ajv writes code that makeLean does not know: ${left[0]}`)
  return `import { fail, add, failAt, addAt, isTrue, isFalse, isSame, countCharacters } from './lean-runtime.js'\n${withoutCounts(lean)}`
}

/** Leaves out the count of errors in functions that never go back to an earlier one. */
function withoutCounts(code: string): string {
  const functions = code.split(/(?=function validate\d+\()/)
  return functions
    .map((whole) => {
      const without = whole
        .replace('let errors = 0;', '')
        .replace(/errors\+\+;|errors = vErrors\.length;|if\(errors === 0\)(?=\{)/g, '')
        .replace('return errors === 0;', 'return vErrors === null;')
      return /(?<!\.)\berrors\b/.test(without) ? whole : without
    })
    .join('')
}

/** Leaves out what tells a validator where its value stands, where none of them asks. */
function withoutParents(code: string): string {
  const without = code
    .replaceAll('{instancePath="", parentData, parentDataProperty, rootData=data}={}', '{instancePath=""}={}')
    .replace(/,parentData(?::\w+)?,parentDataProperty(?::(?:\w+|"[^"]*"))?,rootData\}/g, '}')
  return /\b(?:parentData|rootData)\b/.test(without) ? code : without
}
