import { decode, encode } from '@jridgewell/sourcemap-codec'
import type { Plugin } from 'rolldown'

/** Keeps where each line begins: enough for a stack trace, and a quarter of the size. */
function linesOnly(map: string): string {
  const parsed = JSON.parse(map)
  const mappings = encode(decode(parsed.mappings).map((segments) => segments.slice(0, 1)))
  return JSON.stringify({ ...parsed, mappings, names: [] })
}

/** Keeps source maps small: generated and foreign code is left out of them, and own code is told by line. */
export function mapOwnSources(): Plugin {
  return {
    name: 'map-own-sources',
    transform: {
      filter: { id: /[\\/](node_modules|generated)[\\/].*\.[cm]?js$/ },
      handler: (code) => ({ code, map: { mappings: '' } }),
    },
    generateBundle(_, bundle) {
      for (const part of Object.values(bundle)) {
        if (part.type === 'asset' && part.fileName.endsWith('.js.map')) part.source = linesOnly(String(part.source))
      }
    },
  }
}
