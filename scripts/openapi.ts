import { Command } from 'commander'
import { buildOpenApi } from '../contracts/openapi.ts'
import { printJson } from './print-json.ts'

/** `aion-contract openapi`: prints the OpenAPI document that the contract amounts to. */
export function openapiCommand(): Command {
  return new Command('openapi').description('print the derived OpenAPI 3.1 document').action(() => {
    process.stdout.write(`${printJson(buildOpenApi())}\n`)
  })
}
