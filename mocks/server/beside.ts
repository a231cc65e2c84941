import type { IncomingMessageLike, Reply } from '../core/message.ts'
import { mountConsole } from './console/mount.ts'
import { wantsPage } from './console/wants-page.ts'
import type { GuardRules } from './control/guard.ts'
import { isControlTarget, type MountedControl } from './control/mount.ts'

/** What lies on the mock's port beside the API: the control API, and the console for whoever opens it in a browser. */
export interface Beside {
  /** Whether a request is for it and must not reach the core. */
  takes(target: string, headers: IncomingMessageLike['headers']): boolean
  answer(request: IncomingMessageLike): Promise<Reply>
}

const isRoot = (target: string) => target === '/' || target.startsWith('/?')

/** Puts the control API beside the API, and the console before it where there is one. */
export function createBeside(control: MountedControl, rules: GuardRules, hasConsole: boolean): Beside {
  if (!hasConsole) return { takes: isControlTarget, answer: control }
  return {
    takes: (target, headers) => isControlTarget(target) || (isRoot(target) && wantsPage(headers)),
    answer: mountConsole(control, rules),
  }
}
