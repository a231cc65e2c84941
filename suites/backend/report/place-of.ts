import type { BackendFinding } from '../rule.ts'

/** Where a finding belongs: the operation, or the path without its query where there is none. */
export function placeOf({ exchange }: BackendFinding): string {
  if (!exchange) return 'all exchanges'
  const { operation, request } = exchange
  if (operation !== null) return operation
  return URL.canParse(request.url) ? new URL(request.url).pathname : request.url
}
