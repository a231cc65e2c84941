import { createRequire } from 'node:module'
import type * as Yaml from 'yaml'

const require = createRequire(import.meta.url)

/** The YAML reader. Its sixty files take an import of ours longer than all else together, so it is loaded with the first text that is YAML. */
export const yaml = (): typeof Yaml => require('yaml')
