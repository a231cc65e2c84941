import type { DocumentedCode } from '../../../contracts/errors.ts'
import type { StatusRowId } from '../../../contracts/statuses.ts'
import type { Recipe } from '../probe.ts'
import { badKeyRecipes } from './bad-keys.ts'
import { burstRecipes } from './bursts.ts'
import { emptyAccountRecipes } from './empty-accounts.ts'
import { injectedRecipes } from './injected.ts'
import { readingRecipes } from './reading.ts'
import { writeRecipes } from './writes.ts'
import { wrongRequestRecipes } from './wrong-requests.ts'

const ordinaryRecipes = [
  ...readingRecipes,
  ...badKeyRecipes,
  ...wrongRequestRecipes,
  ...emptyAccountRecipes,
  ...writeRecipes,
  ...burstRecipes,
] as const

/** Why nothing that a client may do brings an error about; `--allow faults` can. */
const outOfReach = {
  MEMORY_LIMIT_EXCEEDED: 'needs gigabytes of uploads at the same moment',
  CONCURRENT_UPLOAD_LIMIT_EXCEEDED: 'needs dozens of uploads held open',
  VLM_PROVIDER_ERROR: 'needs the AI provider to fail',
  TIMEOUT: 'needs an operation that takes too long',
  'server-error': 'needs the server to fail',
  'provider-failure': 'needs the AI provider to fail',
  overload: 'needs gigabytes of uploads at the same moment',
} as const

type Aim = (typeof ordinaryRecipes)[number]['aims'][number]

/** Every documented error and status is aimed at or said to be out of reach: one that is forgotten does not compile. */
const reasons: Readonly<Record<Exclude<DocumentedCode | StatusRowId, Aim>, string>> = outOfReach

/** Every recipe, in the order in which they begin. */
export const recipes: readonly Recipe[] = [...ordinaryRecipes, ...injectedRecipes]

/** Why ordinary use cannot provoke something; undefined where a recipe can. */
export const whyOutOfReach = (name: string): string | undefined => new Map(Object.entries(reasons)).get(name)
