const width = 160

/** JSON for people that takes little room: what fits into a line stands in one. */
export function printJson(value: unknown, indent = ''): string {
  const flat = inOneLine(value)
  if (typeof value !== 'object' || value === null || indent.length + flat.length <= width) return flat
  const inside = `${indent} `
  if (Array.isArray(value)) return `[\n${value.map((item) => inside + printJson(item, inside)).join(',\n')}\n${indent}]`
  const lines = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([key, part]) => `${inside}${JSON.stringify(key)}: ${printJson(part, inside)}`)
  return `{\n${lines.join(',\n')}\n${indent}}`
}

function inOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`
  const parts = Object.entries(value).filter(([, part]) => part !== undefined)
  return parts.length === 0
    ? '{}'
    : `{ ${parts.map(([key, part]) => `${JSON.stringify(key)}: ${inOneLine(part)}`).join(', ')} }`
}
