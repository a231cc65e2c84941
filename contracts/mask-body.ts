import { mask, maskText, type OnSecret } from './mask-secrets.ts'
import { createSecretNameCheck } from './secret-names.ts'

interface Masking {
  readonly onSecret: OnSecret
  readonly isSecretName: (name: string) => boolean
}

/** The tokens of JSON, the last of them perhaps cut off. */
const jsonToken = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/g

const unquote = (token: string): string => {
  try {
    return String(JSON.parse(token.endsWith('"') && token.length > 1 ? token : `${token}"`))
  } catch {
    return token.replaceAll('"', '')
  }
}

/** Texts in texts: a JSON body that is sent as a string in JSON, and so on. Deeper is a riddle, not an answer. */
const deepest = 3

function maskString(token: string, depth: number, masking: Masking): string {
  if (!/\\"|=|:\/\/|aion_|eyJ|bearer |basic /i.test(token)) return token
  const text = unquote(token)
  const masked = maskAny(text, depth + 1, masking)
  return masked === text ? token : JSON.stringify(masked)
}

/**
 * Masks the values of secret fields in a text that looks like JSON, whole or cut off; all the rest stays as it was, letter
 * by letter. Whatever a secret field holds is masked, lists and objects too; numbers become zeros, so that types stay.
 */
function maskJson(text: string, depth: number, masking: Masking): string {
  const { isSecretName } = masking
  let level = 0
  /** The level at which a secret list or object began. */
  let secretFrom = Number.POSITIVE_INFINITY
  let key = ''
  let isKeyNamed = false
  return text.replace(jsonToken, (token, at: number) => {
    const first = token[0] ?? ''
    if (first === ':') {
      isKeyNamed = true
      return token
    }
    const isSecret = level >= secretFrom || (isKeyNamed && isSecretName(key))
    if (first === '{' || first === '[') {
      if (isSecret && level < secretFrom) secretFrom = level + 1
      level += 1
    } else if (first === '}' || first === ']') {
      level -= 1
      if (level < secretFrom) secretFrom = Number.POSITIVE_INFINITY
    } else if (first === '"' && /^\s{0,100}:/.test(text.slice(at + token.length, at + token.length + 102))) {
      key = unquote(token)
      return token
    } else if (first !== ',') {
      isKeyNamed = false
      return isSecret ? maskValue(token, masking) : first === '"' ? maskString(token, depth, masking) : token
    }
    isKeyNamed = false
    return token
  })
}

function maskValue(token: string, { onSecret }: Masking): string {
  if (token.startsWith('"')) {
    const secret = unquote(token)
    if (secret === '') return token
    onSecret(secret)
    return `"${mask}"`
  }
  return /^-?\d/.test(token) ? token.replace(/\d/g, '0') : token
}

/** `Content-Disposition: form-data; name="password"`, an empty line, the value. */
const formPart = /(name="([^"\r\n]*)"[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n)([\s\S]*?)(?=\r?\n--|$)/g

function maskForm(text: string, { onSecret, isSecretName }: Masking): string {
  return text.replace(formPart, (part, head: string, name: string, value: string) => {
    if (!isSecretName(name) || value === '') return part
    onSecret(value)
    return head + mask
  })
}

function maskAny(text: string, depth: number, masking: Masking): string {
  if (/^\s*[{["]/.test(text)) return depth > deepest ? mask : maskJson(text, depth, masking)
  return maskText(text.includes('name="') ? maskForm(text, masking) : text, masking.onSecret)
}

/** Masks the secret fields of a body in any of the forms that carry fields: JSON, forms of both kinds, text with addresses. */
export function maskBody(text: string, onSecret: OnSecret = () => {}): string {
  return maskAny(text, 0, { onSecret, isSecretName: createSecretNameCheck() })
}
