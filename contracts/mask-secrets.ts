import { isSecretName } from './secret-names.ts'

/** What stands in the place of a secret. */
export const mask = '***'

/** Told of each secret that is masked, so that it can be looked for in other places, too. */
export type OnSecret = (secret: string) => void

const ignore: OnSecret = () => {}

const assigned = /(?<=^|[?&#;\s"'(,{[<>])([A-Za-z%][\w.%[\]-]{0,99})=/.source

/** `name=value`, as queries, fragments, forms, cookies and prose write it. */
const bare = new RegExp(`${assigned}([^\\s&"'<>;,#)]+)`, 'g')

/** `name="value"`, as headers and markup write it. */
const quoted = new RegExp(`${assigned}("[^"]*"|'[^']*')`, 'g')

/** In a query `key` is an API key, and `code` that of a login; elsewhere they may be anything. */
const isSecretParameter = (name: string, separator: string) =>
  isSecretName(decodeName(name)) || (/[?&]/.test(separator) && /^(?:key|code)$/i.test(decodeName(name)))

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Addresses in addresses and JSON in queries, each encoded once more. What lies deeper is shown as it is. */
const deepest = 3

/** A value that is percent-encoded and may hold an address, a query or JSON. */
function maskEncoded(value: string, onSecret: OnSecret, depth: number): string {
  if (depth === deepest || !/%(?:3D|40|22|25)/i.test(value)) return value
  const text = decodeName(value)
  const masked = maskWithin(text, onSecret, depth + 1)
  return masked === text ? value : encodeURIComponent(masked)
}

function maskAssignments(text: string, onSecret: OnSecret, depth: number): string {
  if (!text.includes('=')) return text
  const withoutBare = text.replace(bare, (found, name: string, rest: string, at: number) => {
    const separator = text[at - 1] ?? ''
    // A path parameter ends where the query begins.
    const end = separator === ';' && rest.includes('?') ? rest.indexOf('?') : rest.length
    const value = rest.slice(0, end)
    if (value === mask) return found
    if (!isSecretParameter(name, separator)) {
      const shown = maskEncoded(value, onSecret, depth)
      return shown === value ? found : `${name}=${shown}${rest.slice(end)}`
    }
    onSecret(value)
    return `${name}=${mask}${rest.slice(end)}`
  })
  return withoutBare.replace(quoted, (found, name: string, value: string) => {
    if (!isSecretName(name) || value.length === 2) return found
    onSecret(value.slice(1, -1))
    return `${name}=${value[0]}${mask}${value[0]}`
  })
}

/** `"name": "value"`, as JSON writes it, whole or cut off. */
const pair = /"([\w.[\]-]{1,100})"(\s{0,100}:\s{0,100})"((?:[^"\\]|\\.)+)/g

function maskPairs(text: string, onSecret: OnSecret): string {
  if (!text.includes('"')) return text
  return text.replace(pair, (found, name: string, colon: string, value: string) => {
    if (!isSecretName(name) || value === mask) return found
    onSecret(value)
    return `"${name}"${colon}"${mask}`
  })
}

/** `//user:password@host`, and `//token@host`. */
function maskUserInfo(text: string, onSecret: OnSecret): string {
  return text.replace(/(?<=:\/\/)[^\s/?#@"']+(?=@)/g, (info) => {
    onSecret(info.replace(/^[^:]*:(?=.)|:$/, ''))
    return mask
  })
}

/** Credentials that are known by their form, wherever they stand: keys of the API (not those of a mock), JSON Web Tokens. */
const byForm = /\b(aion_)(?!test_)[A-Za-z0-9_-]{20,}|\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g

/** `Bearer <token>` in a text; what is shorter is prose. */
const byScheme = /\b(Bearer|Basic) +(?!aion_)([\w.~+/=-]{16,})/gi

function maskKnownForms(text: string, onSecret: OnSecret): string {
  const masked = text.replace(byForm, (secret, visible = '') => {
    onSecret(secret)
    return visible + mask
  })
  return masked.replace(byScheme, (_, scheme: string, secret: string) => {
    onSecret(secret)
    return `${scheme} ${mask}`
  })
}

function maskWithin(text: string, onSecret: OnSecret, depth: number): string {
  const assigned = maskPairs(maskAssignments(text, onSecret, depth), onSecret)
  return maskKnownForms(maskUserInfo(assigned, onSecret), onSecret)
}

/**
 * Masks the values of secret parameters in an address, a request target, a form, a header's value or a line of text, and what
 * is a credential by its form.
 */
export function maskText(text: string, onSecret: OnSecret = ignore): string {
  return maskWithin(text, onSecret, 0)
}

/** The value of a header as it may be shown: masked whole where its name is secret. */
export function maskHeader(name: string, value: string, onSecret: OnSecret = ignore): string {
  if (!isSecretName(name)) return maskText(value, onSecret)
  for (const part of value.split(/[;,\s]+|=(?=.)/)) onSecret(part)
  return mask
}
