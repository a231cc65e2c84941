import { doneAt } from './work.ts'

/** Epoch milliseconds as the API writes them. */
export const iso = (epochMs: number): string => new Date(epochMs).toISOString()

/** The key of a file in the tenant's storage. */
export const objectKey = (tenant: string, { id, filename }: { id: string; filename: string }): string =>
  `tenants/${tenant}/${id}/${filename}`

/** Some days before the upload, out of the id: the two orders differ, as in life. */
const contentMs = (id: string, createdMs: number) => createdMs - (Number.parseInt(id.slice(0, 6), 16) % 30) * 86_400_000

/** What all files share that a tenant begins with: everything about them is done. */
export const settled = ({ id, createdMs }: { id: string; createdMs: number }) => ({
  id,
  title: null,
  tags: [],
  width: 0,
  height: 0,
  hash: '',
  upload_description: null,
  visible_text: null,
  folder_id: null,
  created_at: iso(createdMs),
  content_created_at: iso(contentMs(id, createdMs)),
  updated_at: null,
  work: doneAt(createdMs),
  variantsMs: createdMs,
  document: null,
  link: null,
  video: null,
})
