import tls from 'node:tls'
import type { Scenario } from '../scenario.ts'
import { benchCertificate, needsHttp2 } from '../script/http2.ts'

/** Whether this process can be made to trust an authority while it runs: since Node 24.5 and 22.19. */
const canTrust = 'setDefaultCACertificates' in tls

/** Whether a scenario can be run in this process. */
export const canRunHere = ({ script }: Scenario): boolean => canTrust || !needsHttp2(script)

/** Makes this process trust what these scenarios are served with. Returns how to undo it; undefined where nothing needs it. */
export async function trustScripts(scenarios: readonly Scenario[]): Promise<(() => void) | undefined> {
  if (!scenarios.some(({ script }) => needsHttp2(script))) return undefined
  const { ca } = await benchCertificate()
  const before = tls.getCACertificates('default')
  tls.setDefaultCACertificates([...before, ca])
  return () => tls.setDefaultCACertificates(before)
}
