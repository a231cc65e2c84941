#!/usr/bin/env node
import * as nodeModule from 'node:module'
import { Command } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import { visible } from '../suites/report/visible.ts'
import { bearGoneReaders } from './gone-reader.ts'

// Node keeps what it has compiled, types stripped, in the folder for temporary files: from the second start on it
// runs sooner and takes less memory. Deno has no such function.
nodeModule.enableCompileCache?.()

/** Exit codes of every command: 0 good, 1 findings, 2 wrong usage or nothing to reach. */
const usageError = 2

bearGoneReaders([process.stdout, process.stderr], (message) => {
  process.stderr.write(`error: ${message}\n`)
  process.exit(usageError)
})

/** Loaded when asked for: the mock server need not wait for the suites. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  mock: async () => (await import('./mock.ts')).mockCommand(),
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  proxy: async () => (await import('./proxy.ts')).proxyCommand(),
  retry: async () => (await import('./retry.ts')).retryCommand(),
  errors: async () => (await import('./errors.ts')).errorsCommand(),
  operations: async () => (await import('./operations.ts')).operationsCommand(),
  scenarios: async () => (await import('./scenarios.ts')).scenariosCommand(),
  drift: async () => (await import('./drift.ts')).driftCommand(),
  openapi: async () => (await import('./openapi.ts')).openapiCommand(),
}

const program = new Command('aion-contract')
  .description(
    'A mock of the Aionvision API that fails exactly as documented, and suites that prove backends and clients',
  )
  .version(packageJson.version)
  .helpCommand(false)
  .enablePositionalOptions()
  .showHelpAfterError('(--help lists what is possible)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : usageError))

const [name = ''] = process.argv.slice(2)
// Anything but a command's name, a mistyped one included, is answered with a view of all of them.
for (const load of Object.hasOwn(commands, name) ? [commands[name]] : Object.values(commands)) {
  const command = await load?.()
  if (command) program.addCommand(command.copyInheritedSettings(program).version(packageJson.version))
}

try {
  await program.parseAsync()
} catch (error) {
  // What a file or a target said may stand in it.
  process.stderr.write(`error: ${visible(error instanceof Error ? error.message : String(error))}\n`)
  process.exitCode = usageError
}
