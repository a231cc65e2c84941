import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A field of an options type, as its source has it. */
export interface Field {
  readonly name: string
  readonly type: string
  /** Its doc comment without examples. */
  readonly text: string
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Comment and field, one level deep: `/** text *\/ readonly name?: type`. */
const fieldPattern = /(?: {2}\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)? {2}(?:readonly )?(\w+)(\??: [^\n{]+|\([^\n]*)\n/g

/**
 * Reads the fields of an exported type from its source.
 * @throws Error when the file has no such type, or a field of it has no doc comment
 */
export function readFields(file: string, typeName: string): Field[] {
  const source = readFileSync(root + file, 'utf8')
  const body = new RegExp(`(?:interface|type) ${typeName}\\b[^{\\n]*\\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source)?.[1]
  if (body === undefined) throw new Error(`${file} has no type ${typeName} with fields`)
  return [...body.matchAll(fieldPattern)].map(([, comment = '', name = '', type = '']) => {
    const [prose = ''] = comment.split('@example', 1)
    const text = prose
      .replace(/^\s*\*/gm, '')
      .replace(/\s+/g, ' ')
      .trim()
    if (text === '') throw new Error(`${typeName}.${name} in ${file} has no doc comment`)
    return { name, type: type.replace(/^\??: /, ''), text }
  })
}
