import { fail, inconclusive, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { lookAtWait, neverCameBack } from '../judging/wait.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { firstGap } from '../run.ts'
import { always, ok } from '../script/step.ts'

const mostAttempts = 10
const quotaCodes = ['USAGE_LIMIT_EXCEEDED', 'STORAGE_QUOTA_EXCEEDED'] as const

export const quotaNotRatelimit: ClientRule = {
  id: 'quota-not-ratelimit',
  level: 'SHOULD',
  group: 'what',
  statement:
    'A 429 that says a quota is used up is final and keeps its code; one that says "too fast" or "too many at once" is waited for.',
  source: 'API page "Error Codes Reference", quota errors',
  remedy: "Look at the error's code before you retry a 429: USAGE_LIMIT_EXCEEDED and STORAGE_QUOTA_EXCEEDED are final.",
  scenarios: [
    ...quotaCodes.map((code) => ({
      request: 'listFiles' as const,
      script: [always({ status: 429, code })],
      isLong: true,
    })),
    {
      request: 'renameFolder',
      script: [always({ status: 429, code: 'STORAGE_QUOTA_EXCEEDED', retryAfter: 1 })],
      isLong: true,
    },
    { request: 'listFiles', script: [{ status: 429, code: 'RATE_LIMIT_ERROR', retryAfter: 1 }, ok] },
    { request: 'listFiles', script: [{ status: 429, code: 'CONCURRENT_UPLOAD_LIMIT_EXCEEDED', retryAfter: 2 }, ok] },
  ],
  judge({ scenario, calls, clock }, { profile }) {
    const [step] = scenario.script
    const quota = quotaCodes.find((code) => code === step?.code)
    return calls.map((call) => {
      const { attempts, outcome } = call
      const made = count(attempts.length, 'attempt')
      if (quota === undefined) {
        const wait = lookAtWait(call, clock)
        if (!wait) return neverCameBack(call)
        return wait.isInTime ? pass(`${step?.code}: ${wait.facts}`) : warn(`${step?.code}: ${wait.facts}`)
      }
      if (attempts.length > (profile.maxAttempts ?? mostAttempts))
        return fail(`${made} against a quota that is used up`)
      if (outcome === null) return inconclusive(`${made}, and the call had not ended`)
      if (outcome.ok) return fail(`took ${quota} for a success`)
      if (!outcome.isBlind && !outcome.found.has(quota))
        return fail(`lost the code: ${made}, then ${describeEnd(outcome)}`)
      const gapMs = firstGap(call)
      const soon = gapMs === undefined ? '' : ` (the second after ${ms(gapMs)})`
      if (attempts.length > 1) return warn(`${made}${soon}, though only the next billing cycle helps`)
      return pass(`1 attempt, then ${describeEnd(outcome)}`)
    })
  },
}
