import type { Tenant } from '../../tenant/tenant.ts'
import { stateOf } from '../../tenant/work.ts'

/** The one provider that the API knows. */
export const provider = 'google_drive'

export const driveUser = { email: 'drive.user@example.com', displayName: 'Dora Drive' }

export interface DriveFile {
  readonly id: string
  readonly name: string
  readonly mimeType: string
  /** Bytes, as text: so the drive's API writes them. */
  readonly size: string
}

const seeded: readonly DriveFile[] = [
  { id: 'drive-beach', name: 'beach.jpg', mimeType: 'image/jpeg', size: '2048576' },
  { id: 'drive-forest', name: 'forest.jpg', mimeType: 'image/jpeg', size: '1548032' },
  { id: 'drive-chair', name: 'red chair.png', mimeType: 'image/png', size: '524288' },
  { id: 'drive-report', name: 'report.pdf', mimeType: 'application/pdf', size: '302144' },
]

/** What lies in the drive that the mock plays: a few files, and what was exported to it. */
export function driveFiles({ cloudJobs, files }: Tenant, nowMs: number): DriveFile[] {
  const exported = cloudJobs
    .all()
    .filter(({ type }) => type === 'export')
    .flatMap(({ items }) => items.filter(({ work }) => stateOf(work, nowMs) === 'completed'))
    .map(({ sourceId, targetId }) => {
      const file = files.get(sourceId)
      return {
        id: targetId,
        name: file?.filename ?? 'exported',
        mimeType: file?.content_type ?? 'application/octet-stream',
        size: String(file?.size_bytes ?? 0),
      }
    })
  return [...seeded, ...exported]
}

/** Files of other ids come from a drive that the mock does not know; these are known not to be there. */
export const isMissing = (fileId: string): boolean => fileId.startsWith('missing')
