import packageJson from '../../package.json' with { type: 'json' }
import { packedFile, packLines, publishedName, runLine } from '../install/install-lines.ts'
import { note } from './documents.ts'

const shell = (...lines: readonly string[]) => `\`\`\`sh\n${lines.join('\n')}\n\`\`\``

/** How the package gets into a project, today and once it is published, as a page. */
export const installPage = (): string => `${note}

# Install

The package is in no registry yet. **Do not install or run the bare name from npm**: whoever registers \`aion-contract\` there
decides what you get. Node ${packageJson.engines.node.replace('>=', '')} or newer is needed.

## From a checkout

With the checkout in the folder beside your project:

${shell(...packLines, `npm install -D ${packedFile} msw@3`)}

The first line installs what the build needs, the second builds and packs. Commit the \`.tgz\`, and \`npm ci\` works for everybody
and in CI. Install \`msw\` only for \`aion-contract/msw\`.

Or from a git repository, in one step that takes a minute or two, because npm clones and builds it:

${shell('npm install -D git+file:///path/to/aion-contract')}

\`git+ssh://\` and \`git+https://\` work alike, and \`#v${packageJson.version}\` or \`#<commit>\` at the end pins it. A plain path
(\`npm install -D ../aion-contract\`) makes a link. Then there are two copies of msw, yours and the checkout's, and the handlers
use the wrong one. So take the packed file.

## The command

${shell(`${runLine} mock`)}

\`--no-install\` matters: where the package is not installed, npx stops, instead of fetching whatever has this name. In scripts
of \`package.json\` the bare \`aion-contract mock\` is right; npm looks in \`node_modules\` only.

No Node on the machine: [containers, CI and a single file](containers.md).

## Once it is published

The owner chooses the name, with a scope. Installed under an alias, everything in these pages stays as it is:

${shell(`npm install -D aion-contract@npm:${publishedName}`)}

## TypeScript, Deno, Bun

- Types work with \`moduleResolution\` \`nodenext\`, \`bundler\` and the old \`node10\` (TypeScript 5.9, with \`skipLibCheck\`; the types of
  msw 3 itself do not).
- Deno 2.9 runs the command from \`node_modules\`, after \`npm install\`:
  \`deno run -A node_modules/aion-contract/dist/bin.js mock\`.
- The \`fetch\` of Bun, Deno and Chromium sends a GET again by itself when a used connection is reset. A planned \`reset\` with
  \`times: 1\` is then met by the first of the two, and the caller sees the 200 of the second: plan \`times: 2\`.
- [Jest](guides/jest.md) has its own way with ES modules.
`
