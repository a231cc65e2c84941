import type { IncomingMessageLike } from '../../core/message.ts'
import { controlPath, isControlTarget, locateControl } from '../control/control-path.ts'
import type { GuardRules } from '../control/guard.ts'
import type { MountedControl } from '../control/mount.ts'
import type { createConsole } from './console.ts'
import { wantsPage } from './wants-page.ts'

/** One of the console's files, and where the control API lies for the page that loads it. */
export interface Asked {
  /** Undefined for the page itself. */
  readonly name: string | undefined
  readonly prefix: string
}

const folder = '/console/'

/** What a request wants of the console; undefined where it wants something else. */
function askedFor({ method, target, headers }: IncomingMessageLike): Asked | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined
  const located = isControlTarget(target) ? locateControl(target) : { path: '/', prefix: controlPath }
  if (!located) return undefined
  const { path, prefix } = located
  if (path.startsWith(folder)) return { name: path.slice(folder.length), prefix }
  const isPage = path === '' || path === '/'
  return isPage && wantsPage(headers) ? { name: undefined, prefix } : undefined
}

/** Serves the console before the control API. It is loaded with its first request. */
export function mountConsole(control: MountedControl, rules: GuardRules): MountedControl {
  let loaded: Promise<ReturnType<typeof createConsole>> | undefined
  const load = async () => (await import('./console.ts')).createConsole(rules)
  return async (request) => {
    const asked = askedFor(request)
    if (!asked) return control(request)
    loaded ??= load()
    const serve = await loaded
    return serve(asked, request) ?? control(request)
  }
}
