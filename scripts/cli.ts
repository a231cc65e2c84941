#!/usr/bin/env node
import { Command } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import { errorsCommand } from './errors.ts'
import { mockCommand } from './mock.ts'
import { openapiCommand } from './openapi.ts'
import { retryCommand } from './retry.ts'
import { verifyCommand } from './verify.ts'

/** Exit codes of every command: 0 good, 1 findings, 2 wrong usage or nothing to reach. */
const usageError = 2

const program = new Command('aion-contract')
  .description(
    'A mock of the Aionvision API that fails exactly as documented, and suites that prove backends and clients',
  )
  .version(packageJson.version)
  .helpCommand(false)
  .showHelpAfterError('(--help lists what is possible)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : usageError))

for (const command of [mockCommand(), verifyCommand(), retryCommand(), errorsCommand(), openapiCommand()]) {
  program.addCommand(command.copyInheritedSettings(program).version(packageJson.version))
}

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = usageError
}
