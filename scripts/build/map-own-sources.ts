import type { Plugin } from 'rolldown'

/** Leaves generated and foreign code out of the source maps: nobody reads it there, and it would be most of the package. */
export function mapOwnSources(): Plugin {
  return {
    name: 'map-own-sources',
    transform: {
      filter: { id: /[\\/](node_modules|generated)[\\/].*\.[cm]?js$/ },
      handler: (code) => ({ code, map: { mappings: '' } }),
    },
  }
}
