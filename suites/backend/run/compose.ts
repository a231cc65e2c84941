import { operationRow } from '../../../contracts/operations/index.ts'
import { acceptedCodings } from '../body/codings.ts'
import { authorization, type Keys, usedKey } from '../credentials.ts'
import type { HeaderLine, SentRequest } from '../exchange.ts'
import type { Probe, ProbeBody } from '../probe.ts'
import type { WireRequest } from '../send/sender.ts'

/** What `$name` stands for. */
export type Names = ReadonlyMap<string, string>

/** A probe's request as it is sent and as it is shown. */
export interface Composed {
  readonly wire: WireRequest
  readonly shown: SentRequest
}

const reference = /^\$([a-z]\w*)$/

/** The names that a probe needs and nothing has captured. */
export function missingNames(probe: Probe, names: Names): string[] {
  const { params, query, headers, body } = probe
  const texts = JSON.stringify([params, query, headers, body]).match(/"\$[a-z]\w*"/g) ?? []
  return [...new Set(texts.map((text) => text.slice(2, -1)))].filter((name) => !names.has(name))
}

function fill(text: string, names: Names): string {
  const name = reference.exec(text)?.[1]
  return name === undefined ? text : (names.get(name) ?? text)
}

function fillDeep(value: unknown, names: Names): unknown {
  if (typeof value === 'string') return fill(value, names)
  if (Array.isArray(value)) return value.map((item) => fillDeep(item, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillDeep(item, names)]))
}

/** The request target of a probe, relative to the base URL. */
export function probePath({ operation, path, params = {}, query = {} }: Probe, names: Names = new Map()): string {
  const template = path ?? (operation ? operationRow(operation).path : '/')
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(fill(params[name] ?? `{${name}}`, names)),
  )
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, fill(value, names)])).toString()
  return search === '' ? filled : `${filled}?${search}`
}

export function probeMethod({ operation, method }: Probe): string {
  return method ?? (operation ? operationRow(operation).method : 'GET')
}

interface ComposedBody {
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly shown: string
}

const boundary = 'aion-contract-form'

function composeForm(body: Extract<ProbeBody, { form: unknown }>, names: Names): ComposedBody {
  const { form, file } = body
  const fields = Object.entries(form).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${fill(value, names)}\r\n`,
  )
  const head = `${fields.join('')}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: ${file.contentType}\r\n\r\n`
  const bytes = Buffer.concat([
    Buffer.from(head),
    Buffer.from(file.lines.map((line) => fill(line, names)).join('\n')),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const shownFields = Object.entries(form).map(([name, value]) => `${name}=${fill(value, names)}`)
  return {
    bytes,
    contentType: `multipart/form-data; boundary=${boundary}`,
    shown: `[form: ${[...shownFields, `file=${file.name} (${file.contentType})`].join(', ')}]`,
  }
}

function composeBody(body: ProbeBody, names: Names): ComposedBody {
  if ('json' in body) {
    const text = JSON.stringify(fillDeep(body.json, names))
    return { bytes: Buffer.from(text), contentType: 'application/json', shown: text }
  }
  if ('text' in body) return { bytes: Buffer.from(body.text), contentType: body.contentType, shown: body.text }
  if ('zeroBytes' in body)
    return {
      bytes: Buffer.alloc(body.zeroBytes, '0'),
      contentType: body.contentType,
      shown: `[${body.zeroBytes} zeros]`,
    }
  return composeForm(body, names)
}

/** Turns a probe into the request that is sent and the one that is shown. */
export function compose(probe: Probe, names: Names, keys: Keys, baseUrl: string): Composed {
  const method = probeMethod(probe)
  const path = probePath(probe, names)
  const body = probe.body ? composeBody(probe.body, names) : null
  const auth = authorization(usedKey(probe.credential ?? 'main', keys), keys)
  const extra = Object.entries(probe.headers ?? {}).map(([name, value]): HeaderLine => [name, fill(value, names)])
  const plain: HeaderLine[] = [
    ['Accept', 'application/json'],
    ['Accept-Encoding', acceptedCodings],
    ...(body ? ([['Content-Type', body.contentType]] satisfies HeaderLine[]) : []),
    ...extra,
  ]
  return {
    wire: { method, path, headers: auth ? [auth.sent, ...plain] : plain, body: body?.bytes ?? null },
    shown: {
      method,
      url: baseUrl + path,
      headers: auth ? [auth.shown, ...plain] : plain,
      body: body?.shown ?? null,
    },
  }
}
