import type { HeaderList, Reply } from '../core/message.ts'

/** The head of an answer as it goes over the wire, with the framing headers that are given. An interim answer has no date. */
export function headText(
  { status, headers }: Reply,
  framing: HeaderList,
  { isDated = true }: { readonly isDated?: boolean } = {},
): string {
  const { STATUS_CODES } = process.getBuiltinModule('node:http') // importing it would load undici as well
  const hasDate = headers.some((name, index) => index % 2 === 0 && name === 'Date')
  const date = isDated && !hasDate ? ['Date', new Date().toUTCString()] : []
  const lines = [...headers, ...date, ...framing]
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n`
  for (let i = 0; i < lines.length; i += 2) head += `${lines[i]}: ${lines[i + 1]}\r\n`
  return `${head}\r\n`
}
