import { Collection } from '@msw/data'
import type { StandardSchemaV1 } from '@standard-schema/spec'

export interface Identified {
  readonly id: string
}

/** A collection of records with what @msw/data leaves to its user: lookup by id, order of creation, writes one after the other. */
export interface Records<T extends Identified> {
  get(id: string): T | undefined
  /** In the order of their creation. The array is the collection's own: read it, do not keep it. */
  all(): readonly T[]
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

/**
 * @param writes runs a write when those before it are done: @msw/data loses writes that overlap
 * @param events told of each write, so that indexes can stand beside the collection
 */
export function createRecords<T extends Identified & object>(
  writes: <R>(write: () => Promise<R>) => Promise<R>,
  events?: RecordEvents<T>,
): Records<T> {
  const byId = new Map<string, T>()
  let collection = open()

  // Its own lookups scan the whole collection, so the index stands beside it.
  function open() {
    const opened = new Collection({ schema: trusting<T>() })
    opened.hooks.on('create', ({ data }) => {
      byId.set(data.record.id, data.record)
      events?.created(data.record)
    })
    opened.hooks.on('delete', ({ data }) => {
      byId.delete(data.deletedRecord.id)
      events?.deleted(data.deletedRecord)
    })
    return opened
  }

  return {
    get: (id) => byId.get(id),
    all: () => collection.all(),
    create: (record) => writes(() => collection.create(record)),
    update: (id, change) =>
      writes(async () => {
        const record = byId.get(id)
        if (!record) return undefined
        const next = await collection.update(record as never, { data: (draft) => change(draft as T) }) // the index holds the collection's own records
        if (next) {
          byId.set(id, next)
          events?.updated(record, next)
        }
        return next
      }),
    delete: (id) =>
      writes(async () => {
        const record = byId.get(id)
        return record && collection.delete(record as never) // as above
      }),
    get size() {
      return collection.count()
    },
    clear() {
      collection = open() // its own clear() takes quadratic time
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
