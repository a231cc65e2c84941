import { join } from 'node:path'
import type { Plugin } from 'rolldown'

/** For the single executable, which has no packages beside itself: the YAML reader goes into it. */
export const embeddedYaml = (root: string): Plugin => ({
  name: 'embedded-yaml',
  load: (id) =>
    id === join(root, 'mocks/input-file/yaml.ts')
      ? "import * as reader from 'yaml'\nexport const yaml = () => reader\n"
      : null,
})
