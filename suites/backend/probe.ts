import type { ErrorCode } from '../../contracts/errors.ts'
import type { OperationId } from '../../contracts/operations/index.ts'
import type { StatusRowId } from '../../contracts/statuses.ts'

/** What an operator may allow beyond reads and invalid requests. `faults`: the target obeys the header `Mock-Fault`. */
export const permissions = ['writes', 'bursts', 'faults'] as const

export type Permission = (typeof permissions)[number]

/** The keys that probes use. Only `main` is needed; what another one would show is not provoked without it. */
export const keyNames = [
  'main',
  'expired',
  'deactivated',
  'readonly',
  'pastdue',
  'limited',
  'other',
  'full',
  'exhausted',
] as const

export type KeyName = (typeof keyNames)[number]

/** What stands in `Authorization`: one of the operator's keys, nothing, or a text that is no valid key. */
export type Credential = KeyName | 'none' | 'malformed' | 'unknown'

/** What a probe wants to see. Rules look at exchanges by their intent. */
export type Intent =
  | 'success'
  /** Undoes a write. */
  | 'cleanup'
  | 'no-key'
  | 'malformed-key'
  | 'unknown-key'
  | 'expired-key'
  | 'deactivated-key'
  | 'past-due'
  | 'missing-scope'
  | 'missing-resource'
  | 'foreign-resource'
  | 'unknown-path'
  | 'wrong-method'
  | 'wrong-type'
  | 'invalid-parameter'
  | 'unparsable-body'
  | 'too-large'
  | 'huge-body'
  | 'duplicate'
  | 'unreadable-image'
  | 'missing-chunk'
  | 'full-storage'
  | 'used-up-month'
  | 'rate-limit'
  | 'head'
  /** What a browser asks before it lets a page send a key. */
  | 'preflight'
  | 'injected'

export type ProbeBody =
  | { readonly json: unknown }
  | { readonly text: string; readonly contentType: string }
  /** So many zero bytes, made only when they are sent. */
  | { readonly zeroBytes: number; readonly contentType: string }
  | {
      readonly form: Readonly<Record<string, string>>
      /** The file's text, in lines; `$name` on a line of its own is replaced. */
      readonly file: { readonly name: string; readonly contentType: string; readonly lines: readonly string[] }
    }

/**
 * One request, as data. In `params`, `query`, `headers` and JSON bodies a text `$name` stands for something known only at run time:
 * `$missing` (a UUID that names nothing), `$uuid` (another), `$nonce` (new in every run), `$label` (a name that tells whose it is, new in every run), or what an earlier probe of the recipe captured.
 */
export interface Probe {
  readonly id: string
  readonly intent: Intent
  /** Null for a path that is none of the API's. */
  readonly operation: OperationId | null
  /** Default: the operation's own. */
  readonly method?: string
  /** Default: the operation's own. Relative to the base URL. */
  readonly path?: `/${string}`
  /** Default `main`. */
  readonly credential?: Credential
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: ProbeBody
  /** The property that is wrong on purpose: its error must name it. */
  readonly brokenField?: string
  /** Keeps values of the answer's JSON body under names: each with the path that leads to it. */
  readonly capture?: Readonly<Record<string, readonly (string | number)[]>>
  /** Sends it up to so many times, until an answer has this status, with a pause between them (default: none). */
  readonly repeat?: {
    readonly most: number
    readonly until: number
    readonly pauseMs?: number
    /** Only an answer with this status is worth another try. Default: any. */
    readonly onlyAfter?: number
  }
}

/** Probes that belong together, in order, with what they are for, what they need and what they cost. */
export interface Recipe {
  readonly id: string
  /** The errors and statuses that it means to provoke. */
  readonly aims: readonly (ErrorCode | StatusRowId)[]
  readonly needs: readonly Permission[]
  readonly cost: string
  readonly probes: readonly Probe[]
  /** Sent at the end whatever happened, where what they name was captured: they undo the recipe's writes. */
  readonly cleanup?: readonly Probe[]
}
