/** What stands under a name in an object; undefined in anything else. */
export const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

/** An object with one member changed, or without it; undefined when nothing is left. */
export function withMember(value: unknown, name: string, next: unknown): Readonly<Record<string, unknown>> | undefined {
  const members: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {}
  const { [name]: _, ...others } = members
  const changed = next === undefined ? others : { ...others, [name]: next }
  return Object.keys(changed).length === 0 ? undefined : changed
}
