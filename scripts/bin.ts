#!/usr/bin/env node
// What every Node can parse: it only decides whether this one can run the rest.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`aion-contract needs Node 22.12 or newer; this is Node ${process.versions.node}\n`)
  process.exitCode = 2
} else {
  await import('./cli.ts')
}
