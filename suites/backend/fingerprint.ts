import type { RuleFacts } from '../rules/rule.ts'
import type { BackendLook } from './rule.ts'

/** A place in a body, whatever the number of the entry: `files.3.id` is `files.*.id`. */
const anyEntry = (path: string) => path.replace(/(^|\.)\d+(?=\.|$)/g, '$1*')

/**
 * What makes a finding the same in every run: the rule, the operation, the status and the fields that are wrong. Never a
 * value: a Retry-After in milliseconds is another number each time, and is the same defect.
 */
export function fingerprintOf({ id }: RuleFacts, { exchange, differences = [], field }: BackendLook): string {
  const asked = exchange && (exchange.operation ?? exchange.intent ?? exchange.request.method)
  const fields = [...(field === undefined ? [] : [field]), ...differences.map(({ path }) => anyEntry(path) || 'body')]
  return [id, asked ?? 'run', exchange?.answer?.status ?? 'none', [...new Set(fields)].toSorted().join(',')]
    .join(' ')
    .trim()
    .slice(0, 300)
}
