import { errorCodes } from '../../contracts/errors.ts'
import { operationIds } from '../../contracts/operations/index.ts'
import { type JsonSchema, published } from '../../contracts/schemas/json-schema.ts'
import { shapeNames } from '../../contracts/shapes.ts'
import { dataSchemas } from '../../mocks/data-file/data-schema.ts'
import { faultSchemas } from '../../mocks/faults/fault-schema.ts'
import { transportKinds } from '../../mocks/faults/transports.ts'
import { filterSchemas } from '../../mocks/journal/filter-schema.ts'
import { scenarioSchema } from '../../mocks/scenario/scenario-schema.ts'
import { steeringInputs, steeringSchemas } from '../../mocks/server/control/control-schema.ts'
import { tenantPatchSchema } from '../../mocks/tenant/tenant-patch-schema.ts'
import { protocolSchemas } from '../../suites/client/driver/protocol-schema.ts'
import { profileSchemas } from '../../suites/client/profile-schema.ts'
import { configSchemas } from '../config/config-schema.ts'
import { header } from './header.ts'
import { generateInputTypes } from './types.ts'
import { generateInputValidators, type NameTable } from './validators.ts'

/** Inputs of ours that are generated together: their types, their validators and, for editors, the schema of a file. */
interface InputGroup {
  readonly folder: string
  /** `fault` gives `fault-types.ts`, `fault-validators.js` and `faultValidators`. */
  readonly name: string
  readonly schemas: Readonly<Record<string, JsonSchema>>
  readonly validated: readonly string[]
  /** Whose types and validators, in the same folder, are imported instead of written again. */
  readonly builtOn?: string
  /** What the types of the schemas name, with where it comes from. */
  readonly imports?: string
  readonly file?: { readonly path: string; readonly title: string; readonly schema: string }
}

const nameTables: readonly NameTable[] = [
  { name: 'errorCodes', values: errorCodes, from: '../../contracts/errors.ts' },
  { name: 'operationIds', values: operationIds, from: '../../contracts/operations/index.ts' },
  { name: 'shapeNames', values: shapeNames, from: '../../contracts/shapes.ts' },
  { name: 'transportKinds', values: transportKinds, from: '../faults/transports.ts' },
]

export const inputGroups: readonly InputGroup[] = [
  {
    // By itself, since a page that mocks with MSW loads it.
    folder: 'mocks/generated',
    name: 'fault',
    schemas: { ...faultSchemas, TenantPatch: tenantPatchSchema, Scenario: scenarioSchema, ...filterSchemas },
    validated: [
      'PlanInput',
      'GivenFault',
      'StatusFault',
      'Delay',
      'TenantPatch',
      'Scenario',
      'JournalFilter',
      'AwaitedAttempts',
    ],
    imports: `import type { ErrorCode } from '../../contracts/errors.ts'
import type { HttpDateForm } from '../../contracts/http-date.ts'
import type { PlanName } from '../../contracts/limits.ts'
import type { OperationId } from '../../contracts/operations/index.ts'
import type { ShapeName } from '../../contracts/shapes.ts'
import type { ByteCount } from '../faults/byte-count.ts'
import type { RedirectStatus, SuccessStatus } from '../faults/named-statuses.ts'
import type { RateLimitFormName } from '../faults/rate-limit-forms.ts'
import type { ErrorBody, TransportKind } from '../faults/transports.ts'
import type { ProviderState } from '../tenant/provider.ts'
`,
  },
  {
    folder: 'mocks/generated',
    name: 'steering',
    schemas: steeringSchemas,
    validated: steeringInputs,
    builtOn: 'fault',
    imports: `import type { OperationId } from '../../contracts/operations/index.ts'
import type { PlanInput, TenantPatch } from './fault-types.ts'
export type { PlanInput, TenantPatch } from './fault-types.ts'
`,
    file: {
      path: 'fixtures/scenarios/generated/scenario.schema.json',
      title: 'A scenario of aion-contract',
      schema: 'Scenario',
    },
  },
  {
    folder: 'mocks/generated',
    name: 'data',
    schemas: dataSchemas,
    validated: ['WorldData'],
    file: { path: 'mocks/generated/data.schema.json', title: 'Data for aion-contract', schema: 'WorldData' },
  },
  {
    folder: 'scripts/config/generated',
    name: 'config',
    schemas: configSchemas,
    validated: ['ConfigFile'],
    imports: `import type { PlanName } from '../../../contracts/limits.ts'
import type { Latency } from '../../../mocks/faults/latency.ts'
import type { Keys } from '../../../suites/backend/credentials.ts'
import type { Permission } from '../../../suites/backend/probe.ts'
`,
    file: {
      path: 'scripts/config/generated/config.schema.json',
      title: 'aion-contract.config',
      schema: 'ConfigFile',
    },
  },
  {
    folder: 'suites/client/generated',
    name: 'profile',
    schemas: profileSchemas,
    validated: ['Profile'],
    file: {
      path: 'suites/client/generated/profile.schema.json',
      title: 'The profile of a client under aion-contract retry',
      schema: 'Profile',
    },
  },
  {
    folder: 'suites/client/driver/generated',
    name: 'protocol',
    schemas: protocolSchemas,
    validated: ['OutcomeAnswer', 'UnsupportedAnswer', 'TakesAnswer'],
    file: {
      path: 'suites/client/driver/generated/protocol.schema.json',
      title: 'The lines between aion-contract retry and a driver',
      schema: 'DriverLine',
    },
  },
]

function schemaFile({ schemas, file }: InputGroup): readonly [string, string][] {
  if (!file) return []
  const { [file.schema]: whole, ...others } = schemas
  const used = usedBy(whole, others)
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...published(whole ?? {}),
    title: file.title,
    ...(Object.keys(used).length > 0 && { $defs: published(used) }),
  }
  // They are in the package, where indented ones take 1.5 kB more.
  return [[file.path, `${JSON.stringify(document)}\n`]]
}

/** The schemas that a schema refers to, and those that they refer to. */
function usedBy(schema: unknown, among: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
  const used = new Set<string>()
  const visit = (node: unknown) => {
    for (const [, name = ''] of JSON.stringify(node).matchAll(/"#\/\$defs\/(\w+)"/g)) {
      if (used.has(name)) continue
      used.add(name)
      visit(among[name])
    }
  }
  visit(schema)
  return Object.fromEntries(Object.entries(among).filter(([name]) => used.has(name)))
}

function declarations({ name, validated }: InputGroup, root: string): string {
  const fields = validated.map((schema) => `  readonly ${schema}: InputValidator<${schema}>`)
  return [
    header,
    `import type { InputValidator } from '${root}contracts/validator.ts'`,
    `import type { ${validated.join(', ')} } from './${name}-types.ts'\n`,
    `export declare const ${name}Validators: {\n${fields.join('\n')}\n}\n`,
  ].join('\n')
}

const baseOf = ({ builtOn }: InputGroup) => inputGroups.find(({ name }) => name === builtOn)

async function typesOf(group: InputGroup) {
  const { folder, name, schemas, imports = '' } = group
  const others = baseOf(group)?.schemas ?? {}
  const own = Object.fromEntries(Object.entries(schemas).filter(([schema]) => !Object.hasOwn(others, schema)))
  return [`${folder}/${name}-types.ts`, await generateInputTypes({ $id: name, $defs: own }, imports)] as const
}

async function filesOf(group: InputGroup): Promise<readonly (readonly [string, string])[]> {
  const { folder, name, schemas, validated } = group
  const file = { $id: name, $defs: schemas }
  const root = '../'.repeat(folder.split('/').length)
  const base = baseOf(group)
  const other = base && {
    table: `${base.name}Validators`,
    names: base.validated.filter((schema) => Object.hasOwn(schemas, schema)),
    from: `./${base.name}-validators.js`,
  }
  return [
    await typesOf(group),
    [
      `${folder}/${name}-validators.js`,
      await generateInputValidators(file, `${name}Validators`, validated, nameTables, other),
    ],
    [`${folder}/${name}-validators.d.ts`, declarations(group, root)],
    ...schemaFile(group),
  ]
}

/** The types of our own inputs, by the paths of their files from the root. */
export const inputTypes = (): Promise<readonly (readonly [string, string])[]> => Promise.all(inputGroups.map(typesOf))

/** Every file that is made of the schemas of our own inputs, by its path from the root. */
export const inputFiles = async (): Promise<readonly (readonly [string, string])[]> =>
  (await Promise.all(inputGroups.map(filesOf))).flat()
