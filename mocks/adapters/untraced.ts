const limitOf = (limit: number) => Reflect.set(Error, 'stackTraceLimit', limit) // false, and no matter, where Error is frozen

/**
 * Makes something whose errors have no stack trace. MSW takes one for each handler, to say where it was declared: three quarters
 * of what it costs to make our handlers, all of which were declared in one place.
 */
export function untraced<T>(make: () => T): T {
  const { stackTraceLimit } = Error
  limitOf(0)
  try {
    return make()
  } finally {
    limitOf(stackTraceLimit)
  }
}
