type Fetch = typeof globalThis.fetch

/** Under this name a function that stands in fetch's place keeps what is known of it, also for another copy of this module. */
const mark = Symbol.for('aion-contract.fetch-layer')

interface Layer {
  isRestored: boolean
  /** What `fetch` was in the global object before; undefined where there was none. */
  readonly before: PropertyDescriptor | undefined
}

const layerOf = (fetch: unknown): Layer | undefined =>
  typeof fetch === 'function' ? (fetch as unknown as Record<symbol, Layer | undefined>)[mark] : undefined // only layers have it

/** Takes off every layer that is done with and has nothing above it. */
function unwind(): void {
  for (let top = layerOf(globalThis.fetch); top?.isRestored; top = layerOf(globalThis.fetch)) {
    if (top.before) Object.defineProperty(globalThis, 'fetch', top.before)
    else Reflect.deleteProperty(globalThis, 'fetch')
  }
}

function noFetch(): never {
  throw new TypeError('fetch failed: there was no global fetch to pass the call on to')
}

/**
 * Puts a function in the place of the global fetch. Layers may be taken off in any order: one that others lie on (of ours, of
 * MSW, a test's spy) lets every call through from then on, and goes with the last of them.
 * @param make makes the function, given the fetch below it
 * @returns how to take it off
 */
export function layFetch(make: (below: Fetch) => Fetch): () => void {
  const layer: Layer = { isRestored: false, before: Object.getOwnPropertyDescriptor(globalThis, 'fetch') }
  const found = globalThis.fetch as Fetch | undefined // not every test environment has one
  // Called without `this`: a browser's fetch takes nothing but its own global object for it.
  const below: Fetch = found ? (input, init) => found(input, init) : noFetch
  const above = make(below)
  const value: Fetch = (input, init) => (layer.isRestored ? below : above)(input, init)
  Object.defineProperty(value, mark, { value: layer })
  Object.defineProperty(globalThis, 'fetch', { value, configurable: true, enumerable: true, writable: true })
  return () => {
    layer.isRestored = true
    unwind()
  }
}
