const width = 120

const key = (name: string): string => (/^\w+$/.test(name) ? name : JSON.stringify(name))

const onOneLine = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  const fields = Object.entries(value).map(([name, field]) => `${key(name)}: ${onOneLine(field)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

/** Lines filled with short parts; a part of several lines stands alone. */
function filled(parts: readonly string[]): string[] {
  const lines: string[] = []
  let line = ''
  const end = () => {
    if (line !== '') lines.push(line)
    line = ''
  }
  for (const part of parts) {
    if (line.length + part.length > width || part.includes('\n')) end()
    if (part.includes('\n')) lines.push(part)
    else line += line === '' ? part : ` ${part}`
  }
  end()
  return lines
}

/** A JSON value as text that is short to read: lines are filled, and only what does not fit on one is taken apart. */
export function layOut(value: unknown): string {
  const flat = onOneLine(value)
  if (flat.length <= width || typeof value !== 'object' || value === null) return flat
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const parts = Array.isArray(value)
    ? value.map((item) => `${layOut(item)},`)
    : Object.entries(value).map(([name, field]) => `${key(name)}: ${layOut(field)},`)
  return [open, ...filled(parts).map((line) => line.replaceAll(/^/gm, '  ')), close].join('\n')
}
