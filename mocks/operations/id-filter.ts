/** Narrows a search to ids, in whatever case they were sent; null lets everything through. */
export function idFilter(ids: readonly string[] | null | undefined): (id: string) => boolean {
  if (ids == null) return () => true
  const wanted = new Set(ids.map((id) => id.toLowerCase()))
  return (id) => wanted.has(id)
}
