import type { Attempt } from '../../journal/journal.ts'

/** How an attempt went, for its colour. */
export type Tone = 'good' | 'moved' | 'refused' | 'failed' | 'broken' | 'open'

/** Whether it is not over: a silent connection stays open until the client has had enough. */
export const isUnderWay = ({ times }: Attempt): boolean => times.responseEndMs === null

/** When the client had its answer, or knew that there would be none. */
export const endOf = ({ times }: Attempt): number | null => times.responseEndMs

export function toneOf(attempt: Attempt): Tone {
  const { status, times } = attempt
  if (isUnderWay(attempt)) return 'open'
  if (status === null || times.faultMs !== null) return 'broken'
  if (status >= 500) return 'failed'
  if (status >= 400) return 'refused'
  return status >= 300 ? 'moved' : 'good'
}

const toneWords: Readonly<Record<Tone, string>> = {
  good: 'success',
  moved: 'redirected',
  refused: 'refused',
  failed: 'failed',
  broken: 'no whole answer',
  open: 'under way',
}

/** What of an attempt is written where its status stands. */
export function statusText(attempt: Attempt): string {
  const { status } = attempt
  const tone = toneOf(attempt)
  if (tone === 'open') return '…'
  return status === null ? 'none' : String(status)
}

/** The same for a reader. */
export const outcomeText = (attempt: Attempt): string =>
  attempt.status === null ? toneWords[toneOf(attempt)] : `${attempt.status} ${toneWords[toneOf(attempt)]}`

/** A fault that was served, and who asked for it: `RATE_LIMIT_ERROR;by=plan-2;step=1`. */
export interface ServedFault {
  readonly name: string
  /** `header`, `query`, `prefer`, or the entry of the plan with its step: `plan-2, step 1`. */
  readonly by: string
}

export function readServed(served: string): ServedFault {
  const [name = served, ...parameters] = served.split(';')
  const parameterOf = (key: string) =>
    parameters.find((parameter) => parameter.startsWith(`${key}=`))?.slice(key.length + 1)
  const step = parameterOf('step')
  return { name, by: [parameterOf('by') ?? '', ...(step === undefined ? [] : [`step ${step}`])].join(', ') }
}
