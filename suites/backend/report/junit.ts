import { junitReport } from '../../report/junit.ts'
import type { Verification } from '../verify.ts'
import { findingText } from './finding-text.ts'

/** The report for CI systems. */
export function backendJunit({ verdicts, run }: Verification): string {
  return junitReport({
    name: `backend ${run.baseUrl}`,
    verdicts: verdicts,
    elapsedMs: run.elapsedMs,
    detail: findingText,
  })
}
