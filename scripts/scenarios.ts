import { Argument, Command } from 'commander'
import pc from 'picocolors'
import { stringify } from 'yaml'
import { namedScenario, scenarioNames } from '../mocks/scenario/built-in.ts'
import { chooseScenario } from '../mocks/scenario/choose-scenario.ts'
import { readScenarioFile } from '../mocks/scenario/scenario-file.ts'
import { columns, type LookupFlags, wantsJson, withLookupOptions } from './lookup/format.ts'

/** `aion-contract scenarios [NAME]`: lists the scenarios that come with the package, or shows one. */
export function scenariosCommand(): Command {
  const command = new Command('scenarios')
    .description('list the scenarios that come with the package, or show one')
    .addArgument(new Argument('[name|file]', 'a scenario by its name, or a YAML or JSON file to check'))
    .action((name: string | undefined, flags: LookupFlags) => {
      process.stdout.write(`${name === undefined ? list(flags) : show(name, flags)}\n`)
    })
  return withLookupOptions(command)
}

function list(flags: LookupFlags): string {
  const rows = scenarioNames().map((name) => ({ name, description: namedScenario(name)?.description ?? '' }))
  if (wantsJson(flags)) return JSON.stringify(rows, null, 2)
  const use = 'aion-contract mock --scenario <name> begins with one; scenarios <name> shows it, to copy and change'
  return `${columns(rows.map(({ name, description }) => [name, description]))}\n\n${pc.dim(use)}`
}

function show(name: string, flags: LookupFlags): string {
  const scenario = chooseScenario(name, readScenarioFile)
  return wantsJson(flags) ? JSON.stringify(scenario, null, 2) : stringify(scenario).trimEnd()
}
