import { type Exchange, headerValue } from '../exchange.ts'

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** Double quotes where a variable must be expanded: the key never stands in a report. */
const quoteHeader = (line: string) => (/\$AIONVISION_\w+$/.test(line) ? `"${line}"` : quote(line))

/** The request as a curl command that reproduces it, one argument a line. The key comes from the environment. */
export function curlCommand({ request }: Exchange): string {
  const { method, url, headers, body } = request
  const isForm = body?.startsWith('[form: ') === true
  const isDescribed = body?.startsWith('[') === true && /^\[\d+ zeros\]$/.test(body)
  const shown = headers.filter(([name]) => !(isForm && name === 'Content-Type'))
  const parts = [
    method === 'HEAD' ? 'curl -sS -I' : `curl -sS -i${method === 'GET' ? '' : ` -X ${method}`}`,
    ...shown.map(([name, value]) => `-H ${quoteHeader(`${name}: ${value}`)}`),
    ...(isForm ? formArguments(body ?? '') : []),
    ...(isDescribed ? ['--data-binary @-'] : []),
    ...(body !== null && !isForm && !isDescribed ? [`--data-binary ${quote(body)}`] : []),
    quote(url),
  ]
  const count = isDescribed ? /\d+/.exec(body ?? '')?.[0] : undefined
  const command = parts.join(' \\\n  ')
  return count === undefined ? command : `head -c ${count} /dev/zero | tr '\\0' 0 | ${command}`
}

function formArguments(described: string): string[] {
  return described
    .slice('[form: '.length, -1)
    .split(', ')
    .map((part) => {
      const file = /^file=(\S+) \((.+)\)$/.exec(part)
      return file ? `-F ${quote(`file=@${file[1]};type=${file[2]}`)}` : `-F ${quote(part)}`
    })
}

const shownHeaders = [
  'Content-Type',
  'Content-Length',
  'X-Request-ID',
  'Retry-After',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'Allow',
  'Location',
]

const shownBytes = 600

/** The answer in short: status, the headers that matter here, the beginning of the body. */
export function answerLines({ answer, failure }: Exchange): string[] {
  if (!answer) return [failure ?? 'no answer']
  const lines = [`HTTP ${answer.status}`]
  for (const name of shownHeaders) {
    const value = headerValue(answer, name)
    if (value !== undefined) lines.push(`${name}: ${value}`)
  }
  const body =
    answer.body.length > shownBytes ? `${answer.body.slice(0, shownBytes)}… (${answer.bodyBytes} bytes)` : answer.body
  return body === '' ? lines : [...lines, '', ...body.trimEnd().split(/\r?\n/)]
}
