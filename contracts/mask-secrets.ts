import { isSecretName } from './secret-names.ts'

/** What stands in the place of a secret. */
export const mask = '***'

/** Told of each secret that is masked, so that it can be looked for in other places, too. */
export type OnSecret = (secret: string) => void

const ignore: OnSecret = () => {}

const assigned = /(?<=^|[?&#;\s"'(,{[<>])([A-Za-z][\w.%[\]-]{0,99})=/.source

/** `name=value`, as queries, fragments, forms, cookies and prose write it. */
const bare = new RegExp(`${assigned}([^\\s&"'<>;,#)]+)`, 'g')

/** `name="value"`, as headers and markup write it. */
const quoted = new RegExp(`${assigned}("[^"]*"|'[^']*')`, 'g')

/** In a query `key` is an API key; in a body it may be anything. */
const isSecretParameter = (name: string, separator: string) =>
  isSecretName(decodeName(name)) || (/[?&]/.test(separator) && name.toLowerCase() === 'key')

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function maskAssignments(text: string, onSecret: OnSecret): string {
  if (!text.includes('=')) return text
  const withoutBare = text.replace(bare, (found, name: string, rest: string, at: number) => {
    const separator = text[at - 1] ?? ''
    // A path parameter ends where the query begins.
    const end = separator === ';' && rest.includes('?') ? rest.indexOf('?') : rest.length
    const value = rest.slice(0, end)
    if (!isSecretParameter(name, separator) || value === mask) return found
    onSecret(value)
    return `${name}=${mask}${rest.slice(end)}`
  })
  return withoutBare.replace(quoted, (found, name: string, value: string) => {
    if (!isSecretName(name) || value.length === 2) return found
    onSecret(value.slice(1, -1))
    return `${name}=${value[0]}${mask}${value[0]}`
  })
}

/** `//user:password@host`. */
function maskUserInfo(text: string, onSecret: OnSecret): string {
  return text.replace(/(?<=:\/\/)([^\s/?#@:"']*):([^\s/?#@"']+)(?=@)/g, (_, user: string, password: string) => {
    onSecret(password)
    return `${user}:${mask}`
  })
}

/** Masks the values of secret parameters in an address, a request target, a form, a header's value or a line of text. */
export function maskText(text: string, onSecret: OnSecret = ignore): string {
  return maskUserInfo(maskAssignments(text, onSecret), onSecret)
}

/** The value of a header as it may be shown: masked whole where its name is secret. */
export function maskHeader(name: string, value: string, onSecret: OnSecret = ignore): string {
  if (!isSecretName(name)) return maskText(value, onSecret)
  for (const part of value.split(/[;,\s]+|=(?=.)/)) onSecret(part)
  return mask
}
