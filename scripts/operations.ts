import { Argument, Command } from 'commander'
import pc from 'picocolors'
import { requestFields } from '../contracts/generated/request-fields.ts'
import { errorsOf, isOperationId, type OperationId, operationIds, operationRow } from '../contracts/operations/index.ts'
import type { Operation } from '../contracts/operations/operation.ts'
import { exampleKey, sessionPrefix } from '../mocks/tenant/keys.ts'
import { findOperations } from './lookup/find-operations.ts'
import { columns, type LookupFlags, wantsJson, withLookupOptions } from './lookup/format.ts'

/** `aion-contract operations [ID]`: looks up the operations. */
export function operationsCommand(): Command {
  const command = new Command('operations')
    .description('list the operations of the API, or explain one')
    .addArgument(
      new Argument('[id]', 'an id such as listFiles, a request such as "GET /user-files", or a part of either'),
    )
    .action((word: string | undefined, flags: LookupFlags) => {
      const found = word === undefined ? operationIds : findOperations(word)
      const text = wantsJson(flags) ? asJson(word, found) : asText(found)
      process.stdout.write(`${text}\n`)
    })
  return withLookupOptions(command)
}

const describe = (id: OperationId) => ({ id, ...operationRow(id), errors: errorsOf(id) })

/** One object for an id, a list for everything else. */
const asJson = (word: string | undefined, found: readonly OperationId[]): string =>
  JSON.stringify(isOperationId(word) ? describe(word) : found.map(describe), null, 2)

function asText(found: readonly OperationId[]): string {
  const [only] = found
  return found.length === 1 && only ? explanation(only) : overview(found)
}

const overview = (ids: readonly OperationId[]): string =>
  columns(
    ids.map((id) => {
      const { method, path, access, summary } = operationRow(id)
      return [id, `${method} ${path}`, access, summary]
    }),
  )

const accessWords: Readonly<Record<Operation['access'], string>> = {
  read: 'a key with the scope read',
  write: 'a key with the scope write',
  admin: 'a key with the scope admin',
  session: "a user's session",
  refresh: "a user's session, which may have expired",
  public: 'no key',
  none: 'no key: its URL speaks for itself',
}

function fieldsOf(schema: string | undefined): string {
  const names = Object.keys(schema === undefined ? {} : (requestFields[schema] ?? {}))
  return names.length === 0 ? 'none' : names.join(', ')
}

function bodyOf({ body }: Operation): string {
  if (!body) return 'none'
  if (body.type === 'bytes') return 'bytes'
  return `${body.type}: ${fieldsOf(body.schema)}${body.type === 'multipart' ? `; and ${body.files}` : ''}`
}

const keyFor = ({ access }: Operation) =>
  access === 'session' || access === 'refresh' ? `${sessionPrefix}me` : exampleKey

function explanation(id: OperationId): string {
  const row = operationRow(id)
  const { method, path, access, query, success, idempotent } = row
  const flag = method === 'GET' ? '' : `-X ${method} `
  return [
    pc.bold(id),
    `  request     ${method} ${path}`,
    `  does        ${row.summary}`,
    `  needs       ${accessWords[access]}`,
    `  query       ${fieldsOf(query)}`,
    `  body        ${bodyOf(row)}`,
    `  success     ${success}`,
    `  errors      ${errorsOf(id).join(', ')}`,
    `  again       ${idempotent ? 'sending it twice is the same as once' : 'sending it twice may do it twice'}`,
    `  try it      curl -i ${flag}-H 'Authorization: Bearer ${keyFor(row)}' 'http://127.0.0.1:4010/api/v2${path.replace(/\{(\w+)\}/g, '<$1>')}'`,
  ].join('\n')
}
