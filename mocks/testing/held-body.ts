/** Holds a body back: `isAwaited` resolves once somebody reads it, and `release` lets it come. */
export function holdBody() {
  const awaited = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const after: PromiseLike<void> = {
    // biome-ignore lint/suspicious/noThenProperty: that it is awaited is what tells that the body is read
    then: (...resolvers) => {
      awaited.resolve()
      return released.promise.then(...resolvers)
    },
  }
  return { after, isAwaited: awaited.promise, release: released.resolve }
}
