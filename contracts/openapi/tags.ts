/** A group of operations: those whose paths begin with one of these segments. */
export interface Tag {
  readonly name: string
  readonly description: string
  readonly segments: readonly string[]
}

/** How the document groups its operations. */
export const tags: readonly Tag[] = [
  { name: 'Files', description: 'Stored files of every kind, links among them.', segments: ['user-files', 'storage'] },
  { name: 'Uploads', description: 'Questions before an upload, and how far one is.', segments: ['uploads'] },
  { name: 'Video uploads', description: 'Videos, put in chunks.', segments: ['video-uploads'] },
  { name: 'Videos', description: 'Scenes of videos.', segments: ['videos', 'video-scenes'] },
  { name: 'Video analysis', description: 'What is found in videos.', segments: ['video-analysis'] },
  { name: 'Colors', description: 'The colours of images.', segments: ['colors'] },
  { name: 'Materials', description: 'The materials that images show.', segments: ['materials'] },
  { name: 'Folders', description: 'The folder tree.', segments: ['folders'] },
  { name: 'Documents', description: 'Documents and their text.', segments: ['documents', 'document-uploads'] },
  { name: 'Batches', description: 'Descriptions of many images at once.', segments: ['batch'] },
  { name: 'Agents', description: 'Questions in plain words.', segments: ['agents'] },
  { name: 'Chat', description: 'Talks about images, videos and documents.', segments: ['chat'] },
  { name: 'Usage', description: 'What is used of the plan.', segments: ['usage'] },
  { name: 'API keys', description: 'Keys for programs.', segments: ['api-keys'] },
  { name: 'Sessions', description: 'Logging in and out, members and invitations.', segments: ['auth'] },
  { name: 'User', description: 'The person who is logged in.', segments: ['user'] },
  { name: 'Tenant', description: 'The account: settings, members, limits, audit log.', segments: ['tenant'] },
  { name: 'Cloud storage', description: 'Imports from and exports to cloud drives.', segments: ['cloud-storage'] },
  { name: 'Data', description: 'History and exports of an account.', segments: ['data'] },
  { name: 'Payment', description: 'Subscriptions and invoices.', segments: ['payment', 'checkout'] },
  { name: 'SDK', description: "The package index of the API's SDK.", segments: ['sdk'] },
  { name: 'Support', description: 'Questions to people.', segments: ['support'] },
]

/**
 * The tag of a path.
 * @throws Error when no tag covers it: a new first segment needs one here
 */
export function tagOf(path: string): string {
  const segment = path.split('/')[1] ?? ''
  const tag = tags.find(({ segments }) => segments.includes(segment))
  if (!tag) throw new Error(`No tag in contracts/openapi/tags.ts covers ${path}`)
  return tag.name
}
