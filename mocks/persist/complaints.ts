import { whyUnwritable } from './folder.ts'
import type { PendingOptions } from './pending.ts'

/** Tells that a world could not be kept, once for each reason until all could be kept again. */
export function createComplaints(folder: string, onNotice: (text: string) => void): PendingOptions['onTrouble'] {
  let told: string | undefined
  return (trouble) => {
    const reason = trouble && whyUnwritable(trouble.error)
    if (trouble && reason !== told)
      onNotice(
        `The world of tenant ${trouble.tenant.name} could not be kept in ${folder}: ${reason}. It is tried again and again`,
      )
    told = reason
  }
}
