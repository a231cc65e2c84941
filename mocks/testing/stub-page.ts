import { vi } from 'vitest'

/** What a page asked of its server. */
export interface PageRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  readonly signal: AbortSignal | undefined
}

/** What its server answers: JSON, or a response of its own. */
export type PageServer = (request: PageRequest) => unknown

/** A page without a browser, as far as the console's logic needs one. */
export interface StubPage {
  readonly requests: readonly PageRequest[]
  /** What `document` is there. */
  readonly document: {
    title: string
    hidden: boolean
    readonly documentElement: { readonly style: { colorScheme: string } }
  }
  readonly stored: { readonly session: Map<string, string>; readonly local: Map<string, string> }
  readonly location: { hash: string }
  /** Presses a key; tells whether the page took it for itself. */
  press(key: string, event?: object): boolean
  /** The element with this id, which counts how often it was focused. */
  readonly elements: Map<string, { focused: number; focus(): void }>
}

const storage = (map: Map<string, string>) => ({
  getItem: (key: string) => map.get(key) ?? null,
  setItem: (key: string, value: string) => void map.set(key, value),
  removeItem: (key: string) => void map.delete(key),
})

/** An element in which something is typed. */
export class StubElement {
  readonly #selector: string
  constructor(selector: string) {
    this.#selector = selector
  }
  matches(selectors: string): boolean {
    return selectors.split(', ').includes(this.#selector)
  }
}

/**
 * Puts a page in the place of the browser's globals, and forgets the modules that have read others. Taken away again by
 * `vi.unstubAllGlobals()`.
 */
export function stubPage({
  pathname = '/__mock/',
  hash = '',
  local = {},
  session = {},
  server = () => ({}),
}: {
  pathname?: string
  hash?: string
  local?: Readonly<Record<string, string>>
  session?: Readonly<Record<string, string>>
  server?: PageServer
} = {}): StubPage {
  vi.resetModules()
  const events = new EventTarget()
  const requests: PageRequest[] = []
  const stored = { session: new Map(Object.entries(session)), local: new Map(Object.entries(local)) }
  let address = hash
  const location = {
    pathname,
    get hash() {
      return address
    },
    set hash(next: string) {
      address = next
      events.dispatchEvent(new Event('hashchange'))
    },
  }
  const elements: StubPage['elements'] = new Map()
  const document = {
    title: '',
    hidden: false,
    documentElement: { style: { colorScheme: '' } },
    getElementById: (id: string) => elements.get(id) ?? null,
  }
  async function fetch(path: string, { method, headers, body, signal }: RequestInit): Promise<Response> {
    const request: PageRequest = {
      method: method ?? '',
      path,
      headers: headers as Record<string, string>, // the console gives a plain object
      body: body === undefined ? undefined : JSON.parse(String(body)),
      signal: signal ?? undefined,
    }
    requests.push(request)
    const answer = await server(request)
    return answer instanceof Response ? answer : Response.json(answer)
  }
  const globals = {
    location,
    document,
    fetch,
    sessionStorage: storage(stored.session),
    localStorage: storage(stored.local),
  }
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events))
  vi.stubGlobal('HTMLElement', StubElement)

  function press(key: string, { target = null, ...modifiers }: { target?: unknown } & Record<string, unknown> = {}) {
    const event = Object.assign(new Event('keydown', { cancelable: true }), { key, ...modifiers })
    Object.defineProperty(event, 'target', { value: target })
    return !events.dispatchEvent(event)
  }
  return { requests, document, stored, location, press, elements }
}
