import { didYouMean } from '../../contracts/near-name.ts'
import type { Problem } from '../../contracts/read-input.ts'
import type { TenantData, WorldData } from '../generated/data-types.ts'

/** The lists whose ids name files: no two of them may be the same. */
const fileLists = ['files', 'documents', 'videos', 'links'] as const

interface Named {
  readonly at: string
  readonly id: string
}

const idsOf = (list: readonly { readonly id?: string }[] | undefined, at: string): readonly Named[] =>
  (list ?? []).flatMap(({ id }, index) => (id === undefined ? [] : [{ at: `${at}.${index}.id`, id }]))

function twice(named: readonly Named[]): Problem | undefined {
  const seen = new Map<string, string>()
  for (const { at, id } of named) {
    const first = seen.get(id)
    if (first !== undefined) return { field: at, issue: `Is the same as ${first}: each has its own` }
    seen.set(id, at)
  }
  return undefined
}

function missing(at: string, id: string, what: string, known: ReadonlySet<string>): Problem | undefined {
  if (known.has(id)) return undefined
  return { field: at, issue: `Names no ${what} of this tenant.${didYouMean(id, [...known])}` }
}

function firstProblem(problems: Iterable<Problem | undefined>): Problem | undefined {
  for (const problem of problems) if (problem) return problem
  return undefined
}

function* folderProblems({ folders = [], ...others }: TenantData): Generator<Problem | undefined> {
  const known = new Set(folders.flatMap(({ id }) => id ?? []))
  for (const [index, { parent_id: parent }] of folders.entries())
    if (typeof parent === 'string') yield missing(`folders.${index}.parent_id`, parent, 'folder', known)
  yield folderCircle(folders)
  for (const list of fileLists)
    for (const [index, { folder_id: folder }] of (others[list] ?? []).entries())
      if (typeof folder === 'string') yield missing(`${list}.${index}.folder_id`, folder, 'folder', known)
}

/** A folder that lies in itself, whichever way round. */
function folderCircle(folders: NonNullable<TenantData['folders']>): Problem | undefined {
  const above = new Map(folders.map(({ id, parent_id: parent }) => [id, parent]))
  for (const [index, { id }] of folders.entries()) {
    let next = above.get(id)
    for (let steps = 0; typeof next === 'string' && steps <= folders.length; steps += 1) {
      if (next === id) return { field: `folders.${index}.parent_id`, issue: 'Lies inside itself' }
      next = above.get(next)
    }
  }
  return undefined
}

function* chatProblems({ files = [], chats = [] }: TenantData): Generator<Problem | undefined> {
  const known = new Set(files.flatMap(({ id }) => id ?? []))
  for (const [at, { messages = [] }] of chats.entries())
    for (const [place, { image_ids: images = [] }] of messages.entries())
      for (const [index, image] of images.entries())
        yield missing(`chats.${at}.messages.${place}.image_ids.${index}`, image, 'file', known)
}

function* memberProblems({ members }: TenantData): Generator<Problem | undefined> {
  if (!members) return
  yield twice(members.map(({ email }, index) => ({ at: `members.${index}.email`, id: email.toLowerCase() })))
  if (!members.some(({ role }) => role === 'owner'))
    yield { field: 'members', issue: 'Has no owner; give one of them the role owner' }
}

function* problemsOf(data: TenantData): Generator<Problem | undefined> {
  yield twice(fileLists.flatMap((list) => idsOf(data[list], list)))
  for (const list of ['folders', 'chats', 'members'] as const) yield twice(idsOf(data[list], list))
  yield* folderProblems(data)
  yield* chatProblems(data)
  yield* memberProblems(data)
}

const inside = (at: string, problem: Problem | undefined): Problem | undefined =>
  problem && { field: `${at}.${problem.field}`, issue: problem.issue }

/** What the schema cannot say: ids that stand twice, and ids that name nothing. */
export function referenceProblem({ $schema: _, tenants = {}, ...everybody }: WorldData): Problem | undefined {
  for (const [name, data] of Object.entries(tenants)) {
    const problem = inside(`tenants.${name}`, firstProblem(problemsOf(data)))
    if (problem) return problem
  }
  return firstProblem(problemsOf(everybody))
}
