export const schemaRef = (name: string) => ({ $ref: `#/components/schemas/${name}` })
export const headerRef = (name: string) => ({ $ref: `#/components/headers/${name}` })
export const responseRef = (name: string) => ({ $ref: `#/components/responses/${name}` })
export const exampleRef = (name: string) => ({ $ref: `#/components/examples/${name}` })

/** Schemas refer to each other inside their file; in the document they all stand under components. Notes to ourselves go. */
export function relocate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocate)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !(key === '$comment' && typeof part === 'string'))
      .map(([key, part]) =>
        key === '$ref' ? [key, String(part).replace(/^.*#\/\$defs\//, '#/components/schemas/')] : [key, relocate(part)],
      ),
  )
}
