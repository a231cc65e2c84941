import { recrawlSeconds } from '../../../contracts/limits.ts'
import { invalid } from '../../core/message.ts'
import { rateLimited } from '../../core/rate-limited.ts'
import { queueWork } from '../../tenant/queue-work.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { isOver, stateOf } from '../../tenant/work.ts'
import { findFile, noFile } from '../files/find-file.ts'
import { iso } from '../iso.ts'
import type { Handler, Success } from '../operation.ts'
import { crawlState } from './page.ts'

export const createLink: Handler<'createLink'> = ({ tenant, body, nowMs, platform }) =>
  tenant.alone(async () => {
    const url = URL.parse(body.url)
    if (!url) return invalid('url', 'Must be an http or https URL')
    const folderId = body.folder_id?.toLowerCase() ?? null
    if (folderId !== null && !tenant.folders.get(folderId)) return invalid('folder_id', 'Must be the id of a folder')
    const existing = tenant.files.all().find(({ link }) => link?.source_url === url.href)
    if (existing) return { body: linkBody(existing, nowMs, true) }
    const id = platform.uuid()
    const link: FileRecord = {
      id,
      object_key: `tenants/${tenant.name}/${id}`,
      media_type: 'link',
      title: body.title ?? null,
      tags: body.tags ?? [],
      filename: url.hostname,
      size_bytes: 0,
      content_type: 'text/html',
      format: 'link',
      width: 0,
      height: 0,
      hash: '',
      upload_method: 'link',
      upload_description: `The page ${url.pathname} of ${url.hostname}.`,
      visible_text: null,
      folder_id: folderId,
      created_at: iso(nowMs),
      content_created_at: iso(nowMs),
      updated_at: null,
      work: body.auto_crawl ? queueWork(tenant, nowMs) : null,
      variantsMs: nowMs,
      document: null,
      link: { source_url: url.href, domain: url.hostname },
      video: null,
    }
    return { body: linkBody(await tenant.files.create(link), nowMs, false) }
  })

function linkBody(
  { id, link, title, work, created_at }: FileRecord,
  nowMs: number,
  isDuplicate: boolean,
): Success<'createLink'>['body'] & object {
  return {
    id,
    source_url: link?.source_url ?? '',
    title,
    domain: link?.domain ?? '',
    crawl_status: work ? crawlState(stateOf(work, nowMs)) : 'pending',
    is_duplicate: isDuplicate,
    created_at,
  }
}

export const recrawlLink: Handler<'recrawlLink'> = ({ tenant, params, nowMs }) =>
  tenant.alone(async () => {
    const link = findFile(tenant, params.link_id)
    if ('error' in link) return link
    if (link.media_type !== 'link')
      return invalid('link_id', `Must be a link; this is a file of type ${link.media_type}`, 400)
    if (link.work && !isOver(link.work, nowMs))
      return invalid('link_id', 'Must be a link that is not being crawled; this one is', 400)
    const nextMs = link.work ? link.work.queuedMs + recrawlSeconds * 1_000 : nowMs
    if (nowMs < nextMs) {
      return rateLimited({ limit: 1, remaining: 0, resetMs: nextMs }, nowMs, 'A link is crawled at most once an hour')
    }
    const updated = await tenant.files.update(link.id, (draft) => {
      draft.work = queueWork(tenant, nowMs)
    })
    if (!updated) return noFile(params.link_id)
    return { body: { status: 'queued', link_id: link.id } }
  })
