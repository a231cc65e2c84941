import type { IncomingMessage, ServerResponse } from 'node:http'
import packageFile from '../../../package.json' with { type: 'json' }
import { plainMessage } from '../../adapters/node.ts'
import { writeReply } from '../../adapters/write-reply.ts'
import type { ControlOptions, createControl } from './control.ts'

export { controlPath, isControlTarget } from './control-path.ts'

/** Serves the control API over `node:http`. It is loaded with its first request: most starts are for the API alone. */
export function mountControl(
  options: Omit<ControlOptions, 'version' | 'startedMs'>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { time } = options
  const startedMs = time.monotonic()
  let loaded: Promise<ReturnType<typeof createControl>> | undefined
  const load = async () =>
    (await import('./control.ts')).createControl({ ...options, version: packageFile.version, startedMs })
  return async (request, response) => {
    const now = time.monotonic()
    loaded ??= load()
    const control = await loaded
    const message = plainMessage(request, { connection: 0, connectedMs: now, headMs: now }, response)
    writeReply(await control(message), response)
  }
}
