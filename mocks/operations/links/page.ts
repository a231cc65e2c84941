import type { LinkParts } from '../../tenant/record-types.ts'
import type { WorkState } from '../../tenant/work.ts'

/** How far a crawl is, in the API's word for one that has not begun. */
export const crawlState = <State extends WorkState | null>(state: State) => (state === 'pending' ? 'queued' : state)

const titled = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What a crawl finds. Nobody goes to the page: its address says what it is about. */
export function pageOf({ source_url: address, domain }: LinkParts) {
  const { origin, pathname } = new URL(address)
  const words = decodeURI(pathname)
    .split(/[/_.-]+/)
    .filter((word) => word !== '')
  const title = titled(words.join(' ')) || domain
  return {
    page_title: title,
    favicon_url: `${origin}/favicon.ico`,
    og_metadata: {
      title,
      description: `${title}, on ${domain}.`,
      image: `${origin}/og-image.png`,
      site_name: domain,
      url: address,
      type: 'website',
    },
  }
}
