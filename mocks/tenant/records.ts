import type { StandardSchemaV1 } from '@standard-schema/spec'

export interface Identified {
  readonly id: string
}

/**
 * Records with what @msw/data leaves to its user: lookup by id, order of creation, writes one after the other. What they begin
 * with lies as it is until it is written; what was written is in a collection of @msw/data, which is opened for the first of it.
 */
export interface Records<T extends Identified> {
  get(id: string): T | undefined
  /** In the order of their creation. The array is the records' own: read it, do not keep it. */
  all(): readonly T[]
  /** Puts records there at once, before anybody asks for them. */
  fill(records: readonly T[]): void
  create(record: T): Promise<T>
  /** Replaces fields of a record; undefined when it is gone by the time its turn comes. */
  update(id: string, change: (draft: T) => void): Promise<T | undefined>
  delete(id: string): Promise<T | undefined>
  readonly size: number
  /** Lets go of all records at once. */
  clear(): void
}

export interface RecordEvents<T> {
  created(record: T): void
  /** `next` takes the place of `previous`. */
  updated(previous: T, next: T): void
  deleted(record: T): void
  cleared(): void
}

/** Tells two listeners of each write. */
export const bothEvents = <T>(first: RecordEvents<T>, second: RecordEvents<T>): RecordEvents<T> => ({
  created(record) {
    first.created(record)
    second.created(record)
  },
  updated(previous, next) {
    first.updated(previous, next)
    second.updated(previous, next)
  },
  deleted(record) {
    first.deleted(record)
    second.deleted(record)
  },
  cleared() {
    first.cleared()
    second.cleared()
  },
})

// Records are built by our own code and checked by types and by the response validators of the tests.
const trusting = <T>(): StandardSchemaV1<T, T> => ({
  '~standard': { version: 1, vendor: 'aion-contract', validate: (value: unknown) => ({ value: value as T }) },
})

/** What was written. It is loaded for the first write: most tenants are only read. */
async function openWritten<T extends object>() {
  const { Collection } = await import('@msw/data')
  const collection = new Collection({ schema: trusting<T>() })
  /** The collection's own records, by id: its lookups scan the whole collection. */
  const byId = new Map<string, T>()
  return { collection, byId }
}

/**
 * @param writes runs a write when those before it are done: @msw/data loses writes that overlap
 * @param events told of each write, so that indexes can stand beside the records
 */
export function createRecords<T extends Identified & object>(
  writes: <R>(write: () => Promise<R>) => Promise<R>,
  events?: RecordEvents<T>,
): Records<T> {
  const byId = new Map<string, T>()
  let ordered: T[] = []
  let written: ReturnType<typeof openWritten<T>> | undefined

  const open = () => {
    written ??= openWritten<T>()
    return written
  }

  function add(record: T): void {
    ordered.push(record)
    byId.set(record.id, record)
    events?.created(record)
  }

  async function create(record: T): Promise<T> {
    const own = await open()
    const made = await own.collection.create(record)
    own.byId.set(record.id, made)
    add(made)
    return made
  }

  async function update(id: string, change: (draft: T) => void): Promise<T | undefined> {
    const previous = byId.get(id)
    if (!previous) return undefined
    const own = await open()
    const record = own.byId.get(id) ?? (await own.collection.create(previous))
    own.byId.set(id, record)
    const next = await own.collection.update(record as never, { data: (draft) => change(draft as T) }) // one of its own
    if (!next) return undefined
    own.byId.set(id, next)
    byId.set(id, next)
    ordered[ordered.indexOf(previous)] = next
    events?.updated(previous, next)
    return next
  }

  async function remove(id: string): Promise<T | undefined> {
    const record = byId.get(id)
    if (!record) return undefined
    const own = await written
    const known = own?.byId.get(id)
    if (known) own?.collection.delete(known as never) // as above
    own?.byId.delete(id)
    byId.delete(id)
    ordered.splice(ordered.indexOf(record), 1)
    events?.deleted(record)
    return record
  }

  return {
    get: (id) => byId.get(id),
    all: () => ordered,
    fill: (records) => records.forEach(add),
    create: (record) => writes(() => create(record)),
    update: (id, change) => writes(() => update(id, change)),
    delete: (id) => writes(() => remove(id)),
    get size() {
      return ordered.length
    },
    clear() {
      written = undefined // the collection's own clear() takes quadratic time
      ordered = []
      byId.clear()
      events?.cleared()
    },
  }
}

/**
 * Runs the writes of one tenant one after the other; a failing write does not stop those behind it.
 * @param onDone told after each write
 */
export function createWriteQueue(onDone?: () => void): <R>(write: () => Promise<R>) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve()
  return (write) => {
    const next = last.then(write, write)
    last = next.then(onDone, () => undefined)
    return next
  }
}
