import packageFile from '../../../package.json' with { type: 'json' }
import type { IncomingMessageLike, Reply } from '../../core/message.ts'
import type { ControlOptions, createControl } from './control.ts'

export { controlPath, isControlTarget } from './control-path.ts'

/** The control API, over whatever brings the requests. */
export type MountedControl = (request: IncomingMessageLike) => Promise<Reply>

/** Makes the control API. It is loaded with its first request: most starts are for the API alone. */
export function mountControl(options: Omit<ControlOptions, 'version' | 'startedMs'>): MountedControl {
  const startedMs = options.time.monotonic()
  let loaded: Promise<ReturnType<typeof createControl>> | undefined
  const load = async () =>
    (await import('./control.ts')).createControl({ ...options, version: packageFile.version, startedMs })
  return async (request) => {
    loaded ??= load()
    const control = await loaded
    return control(request)
  }
}
