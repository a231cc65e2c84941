import { defineConfig } from 'tsdown'
import { asciiOnly } from './scripts/build/ascii-only.ts'
import { builtConsole } from './scripts/build/built-console.ts'
import { bundledLicenses } from './scripts/build/bundled-licenses.ts'
import { chunkOf } from './scripts/build/chunk-of.ts'
import { compactChunks } from './scripts/build/compact-chunks.ts'
import { proseInTypes } from './scripts/build/prose-in-types.ts'
import { shippedFiles } from './scripts/build/shipped-files.ts'

export default defineConfig({
  entry: {
    index: 'contracts/index.ts',
    msw: 'mocks/msw.ts',
    'msw-node': 'mocks/msw-node.ts',
    'msw-require': 'mocks/msw-require.ts',
    fetch: 'mocks/fetch.ts',
    server: 'mocks/server/index.ts',
    backend: 'suites/backend/index.ts',
    client: 'suites/client/index.ts',
    fixtures: 'fixtures/index.ts',
    bin: 'scripts/bin.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'es2023',
  dts: true,
  outputOptions: {
    comments: { legal: true, annotation: true, jsdoc: false },
    codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: chunkOf(import.meta.dirname) }] },
  },
  fixedExtension: false,
  // Its dependency es-toolkit takes 19 MB on disk, of which a few functions are used: they go into the output instead.
  deps: { onlyBundle: ['@msw/data', 'es-toolkit', 'mutative', 'outvariant', 'rettime'] },
  inputOptions: {
    // The path of each module in a comment, of sources that the package does not hold: 7 kB.
    experimental: { attachDebugInfo: 'none' },
    transform: { inject: { MessageEvent: [`${import.meta.dirname}/scripts/build/message-event.ts`, 'MessageEvent'] } },
  },
  plugins: [
    builtConsole(),
    shippedFiles(import.meta.dirname),
    bundledLicenses(),
    compactChunks(),
    asciiOnly(),
    proseInTypes(),
  ],
})
