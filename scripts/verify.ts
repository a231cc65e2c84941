import { writeFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { didYouMean } from '../contracts/near-name.ts'
import { keysFromEnvironment } from '../suites/backend/credentials.ts'
import { type Permission, permissions } from '../suites/backend/probe.ts'
import { backendJson } from '../suites/backend/report/json.ts'
import { textReport } from '../suites/backend/report/text.ts'
import { Unreachable } from '../suites/backend/run-probes.ts'
import { type Verification, verifyBackend } from '../suites/backend/verify.ts'
import { wholeNumber } from './arguments.ts'

interface VerifyFlags {
  readonly key?: string
  readonly allow: readonly Permission[]
  readonly only?: readonly string[]
  readonly format: 'text' | 'json'
  readonly out?: string
  readonly maxRequests: number
}

/** Reads `writes,bursts`. */
function readPermissions(text: string): Permission[] {
  return text.split(',').map((word) => {
    const permission = permissions.find((known) => known === word.trim())
    if (permission === undefined)
      throw new InvalidArgumentError(
        `It is a list of ${permissions.join(', ')}.${didYouMean(word.trim(), permissions)}`,
      )
    return permission
  })
}

const reporters: Readonly<Record<VerifyFlags['format'], (verification: Verification, isTerminal: boolean) => string>> =
  {
    text: (verification, isTerminal) => textReport(verification, { isColoured: isTerminal }),
    json: backendJson,
  }

/** `aion-contract verify <base-url>`: provokes the documented errors of a backend and judges its answers. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('prove that a backend speaks the documented error contract')
    .argument('<base-url>', 'where the API lies: https://staging.example/api/v2')
    .option('--key <key>', 'API key; better given as AIONVISION_API_KEY, where no process list shows it')
    .option(
      '--allow <permissions>',
      'what may be done beyond reads and invalid requests: writes,bursts,faults',
      readPermissions,
      [],
    )
    .option('--only <rule...>', 'judge only these rules')
    .option('--max-requests <number>', 'stop after so many requests', wholeNumber(1, 100_000), 1_000)
    .addOption(new Option('--format <format>', 'form of the report').choices(Object.keys(reporters)).default('text'))
    .option('--out <file>', 'write the report to a file')
    .action(verify)
}

async function verify(baseUrl: string, { key, format, out, ...flags }: VerifyFlags): Promise<void> {
  const { main, ...keys } = keysFromEnvironment(process.env)
  const apiKey = key ?? main
  if (apiKey === undefined) throw new Error('no API key: set AIONVISION_API_KEY (or give --key)')
  const interruption = new AbortController()
  const interrupt = () => interruption.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    const verification = await verifyBackend({ baseUrl, apiKey, keys, ...flags, signal: interruption.signal })
    const text = reporters[format](verification, out === undefined && process.stdout.isTTY)
    if (out === undefined) process.stdout.write(text)
    else writeFileSync(out, text)
    process.exitCode = verification.isGood ? 0 : 1
  } catch (error) {
    if (error instanceof Unreachable)
      throw new Error(`${baseUrl} cannot be verified: ${error.message}`, { cause: error })
    throw error
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}
