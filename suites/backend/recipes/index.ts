import { type ErrorCode, errorRow, isErrorCode, type OutOfReach } from '../../../contracts/errors.ts'
import { type StatusRowId, statuses } from '../../../contracts/statuses.ts'
import type { Recipe } from '../probe.ts'
import { badKeyRecipes } from './bad-keys.ts'
import { burstRecipes } from './bursts.ts'
import { emptyAccountRecipes } from './empty-accounts.ts'
import { injectedRecipes } from './injected.ts'
import { pageRecipes } from './pages.ts'
import { readingRecipes } from './reading.ts'
import { withoutKeyRecipes } from './without-a-key.ts'
import { writeRecipes } from './writes.ts'
import { wrongRequestRecipes } from './wrong-requests.ts'

const ordinaryRecipes = [
  ...readingRecipes,
  ...badKeyRecipes,
  ...pageRecipes,
  ...wrongRequestRecipes,
  ...emptyAccountRecipes,
  ...writeRecipes,
  ...withoutKeyRecipes,
  ...burstRecipes,
] as const

type Aim = (typeof ordinaryRecipes)[number]['aims'][number]

/** What some recipe aims at, by its own name or by that of its status. */
type AimedAt = Aim | (typeof statuses)[Extract<Aim, StatusRowId>]['error']

type StatusOutOfReach = {
  [K in StatusRowId]: (typeof statuses)[K]['error'] extends OutOfReach ? K : never
}[StatusRowId]

/** Errors and statuses that no recipe aims at, and whose row does not say why. */
type Forgotten = Exclude<ErrorCode | StatusRowId, AimedAt | OutOfReach | StatusOutOfReach>

/** Every recipe, in the order in which they begin. It does not compile while anything is forgotten, and names it. */
export const recipes: [Forgotten] extends [never] ? readonly Recipe[] : Forgotten = [
  ...ordinaryRecipes,
  ...injectedRecipes,
]

const isStatusRow = (name: string): name is StatusRowId => Object.hasOwn(statuses, name)

/** Why ordinary use cannot provoke an error or a status; undefined where a recipe can. */
export function whyOutOfReach(name: string): string | undefined {
  const code = isStatusRow(name) ? statuses[name].error : name
  const verify = isErrorCode(code) ? errorRow(code).verify : undefined
  return typeof verify === 'object' && 'never' in verify ? verify.never : undefined
}
