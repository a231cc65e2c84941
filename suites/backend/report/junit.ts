import { junitReport } from '../../report/junit.ts'
import type { Verification } from '../verify.ts'
import { findingText } from './finding-text.ts'
import { presentable } from './presentable.ts'
import { endingSentence } from './sentences.ts'

/** The report for CI systems. Names hold neither host nor port, so that they keep a history wherever the target runs. */
export function backendJunit(verification: Verification): string {
  const { verdicts, run } = presentable(verification)
  return junitReport({
    name: 'aion-contract.backend',
    target: run.baseUrl,
    verdicts,
    elapsedMs: run.elapsedMs,
    detail: findingText,
    partial: endingSentence(run.ending),
  })
}
