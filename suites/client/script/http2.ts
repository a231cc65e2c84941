import { transportRow } from '../../../mocks/faults/transports.ts'
import { type MadeCertificate, makeCertificate } from '../../../mocks/tls/make-certificate.ts'
import type { Script, Step } from './step.ts'

export const stepNeedsHttp2 = ({ transport }: Step): boolean =>
  transport !== undefined && transportRow(transport).needsHttp2 === true

/** Whether a script is served over TLS, with HTTP/2 for who offers it. */
export const needsHttp2 = (script: Script): boolean => script.some(stepNeedsHttp2)

let made: Promise<MadeCertificate> | undefined

/** One certificate for all scripts of this process: a client is told what to trust before they are served. */
export function benchCertificate(): Promise<MadeCertificate> {
  made ??= makeCertificate(['localhost', '127.0.0.1', '::1'])
  return made
}
