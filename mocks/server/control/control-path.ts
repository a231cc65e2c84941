import { isTenantName } from '../../tenant/keys.ts'

/** Under which path the control API lies. */
export const controlPath = '/__mock'

/** Where `/__mock` begins in a target, as in `/t/ci/__mock/faults`; -1 where the target is none of the control API. */
function controlStart(target: string): number {
  if (target.startsWith(controlPath)) return 0
  if (!target.startsWith('/t/')) return -1
  const end = target.indexOf('/', 3)
  return end !== -1 && target.startsWith(controlPath, end) ? end : -1
}

/** Whether a request is for the control API and must not reach the core. */
export const isControlTarget = (target: string): boolean => controlStart(target) !== -1

/** A target of the control API, taken apart. */
export interface ControlLocation {
  /** Relative to `/__mock`, without the query. */
  readonly path: string
  readonly query: string
  /** Whom a target under `/t/<tenant>/__mock` is bound to; a balancer sends it where the tenant's other requests go. */
  readonly tenant: string | undefined
  /** `/__mock` or `/t/<tenant>/__mock`. */
  readonly prefix: string
}

/** Takes a target of the control API apart; undefined when what stands for the tenant is no name. */
export function locateControl(target: string): ControlLocation | undefined {
  const start = Math.max(0, controlStart(target))
  const tenant = start === 0 ? undefined : target.slice(3, start)
  if (tenant !== undefined && !isTenantName(tenant)) return undefined
  const mark = target.indexOf('?')
  const end = start + controlPath.length
  return {
    path: mark === -1 ? target.slice(end) : target.slice(end, mark),
    query: mark === -1 ? '' : target.slice(mark + 1),
    tenant,
    prefix: target.slice(0, end),
  }
}
