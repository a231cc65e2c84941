import { attemptsBounded } from './attempts-bounded.ts'
import { errorSurfacesEnvelope } from './error-surfaces-envelope.ts'
import { noRetry4xx } from './no-retry-4xx.ts'
import { noWaitAfterLast } from './no-wait-after-last.ts'
import { raMissingBackoff } from './ra-missing-backoff.ts'
import { raSecondsMinWait } from './ra-seconds-min-wait.ts'
import { retry5xxIdempotent } from './retry-5xx-idempotent.ts'
import type { ClientRule } from './rule.ts'
import { successIs2xx } from './success-is-2xx.ts'

/** Every rule, in the order in which reports show them. */
export const clientRules: readonly ClientRule[] = [
  raSecondsMinWait,
  raMissingBackoff,
  noRetry4xx,
  retry5xxIdempotent,
  successIs2xx,
  attemptsBounded,
  noWaitAfterLast,
  errorSurfacesEnvelope,
]
