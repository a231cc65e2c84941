import { codePattern } from '../../contracts/envelope.ts'

/** What was found in a value. */
export interface Found {
  readonly status: number | null
  /** How deep the status lies: 1 is a field of the value itself. */
  readonly statusDepth: number | null
  readonly code: string | null
  readonly message: string | null
  readonly requestId: string | null
  readonly retryAfter: number | null
  readonly attempts: number | null
  /** Whether this text or number stands anywhere in it. */
  has(wanted: string | number): boolean
}

const maxDepth = 7
const maxValues = 5_000

const statusNames = ['status', 'statusCode', 'status_code', 'http_status', 'code']
const codeNames = ['code', 'errorCode', 'error_code']
const requestIdNames = ['request_id', 'requestId', 'requestID', 'x-request-id']
const retryAfterNames = ['retry_after', 'retryAfter', 'retryAfterMs', 'retry-after']
const attemptsNames = ['attempts', 'attempt', 'tries', 'retryCount', 'attemptNumber', 'retries']

const responseFields = ['status', 'statusText', 'headers', 'ok']

const isStatus = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 100 && Number(value) < 600
const isApiCode = (value: unknown): value is string =>
  typeof value === 'string' && codePattern.test(value) && !/^(E[A-Z]+|ERR_.*|UND_.*)$/.test(value)
const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isNumber = (value: unknown): value is number => typeof value === 'number'

function parseJson(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Getters that a class gives its objects: what they tell stands on no object itself. */
function gettersOf(value: object): string[] {
  const names: string[] = []
  let kind = Object.getPrototypeOf(value)
  while (kind !== null && kind !== Object.prototype && kind !== Error.prototype) {
    const fields = Object.entries(Object.getOwnPropertyDescriptors(kind))
    names.push(...fields.flatMap(([name, { get }]) => (get ? [name] : [])))
    kind = Object.getPrototypeOf(kind)
  }
  return names
}

/** The names and values of an object, those of an Error included, which do not enumerate. */
function entriesOf(value: object, isRoot: boolean): [string, unknown][] {
  if (value instanceof Headers || value instanceof Map)
    return [...value.entries()].map(([key, one]) => [String(key), one])
  const own = Reflect.ownKeys(value).filter((key): key is string => typeof key === 'string')
  // Not of everything that hangs on an error: sockets and the like have getters that do something.
  const inherited =
    value instanceof Response ? responseFields : value instanceof Error || isRoot ? gettersOf(value) : []
  return [...new Set([...own, ...inherited, ...(value instanceof Error ? ['name', 'message'] : [])])].flatMap((key) => {
    try {
      return [[key, Reflect.get(value, key)] as [string, unknown]]
    } catch {
      return [] // a getter that throws has nothing to tell
    }
  })
}

async function unreadText(response: Response): Promise<string> {
  if (response.bodyUsed) return ''
  try {
    return await response.clone().text()
  } catch {
    return ''
  }
}

/**
 * Looks through a value breadth first: errors and their causes, answers and their unread bodies, JSON inside strings.
 * What stands nearest to the surface wins.
 */
export async function search(root: unknown): Promise<Found> {
  const seen = new Set<unknown>()
  const texts: string[] = []
  const named: [string, unknown, number][] = []
  let level: [string, unknown][] = [['', root]]
  for (let depth = 0; depth < maxDepth && level.length > 0; depth += 1) {
    const below: [string, unknown][] = []
    for (const [name, value] of level) {
      if (named.length >= maxValues) break
      named.push([name, value, depth])
      if (typeof value === 'string' || typeof value === 'number') {
        texts.push(String(value))
        const parsed = typeof value === 'string' ? parseJson(value) : undefined
        if (parsed !== undefined) below.push([name, parsed])
      } else if (typeof value === 'object' && value !== null && !seen.has(value) && !ArrayBuffer.isView(value)) {
        seen.add(value)
        if (value instanceof Response) below.push(['body', await unreadText(value)])
        below.push(...entriesOf(value, depth === 0))
      }
    }
    level = below
  }
  const pick = <T>(names: readonly string[], is: (value: unknown) => value is T): T | null => {
    for (const [name, value] of named) if (names.includes(name) && is(value)) return value
    return null
  }
  return {
    status: pick(statusNames, isStatus),
    statusDepth: named.find(([name, value]) => statusNames.includes(name) && isStatus(value))?.[2] ?? null,
    code: pick(codeNames, isApiCode),
    message: pick(['message'], isText),
    requestId: pick(requestIdNames, isText),
    retryAfter: pick(retryAfterNames, isNumber),
    attempts: pick(attemptsNames, isNumber),
    has: (wanted) => {
      const word = new RegExp(`(?<![\\w-])${String(wanted).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`)
      return texts.some((text) => word.test(text))
    },
  }
}
