/** Path and query of a target, also of one in absolute form, which every server must take (RFC 9112 §3.2.2). */
export function originForm(target: string): string {
  if (target.charCodeAt(0) === 47) return target // a slash: nearly every request
  const path = /^https?:\/\/[^/?#]*([^#]*)/i.exec(target)?.[1]
  return path === undefined ? target : path.startsWith('/') ? path : `/${path}`
}
