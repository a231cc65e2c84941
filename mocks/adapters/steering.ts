// What tests need beside a mock, whichever way it runs: the same words in every entry that gives one.

export type { Clock } from '../core/time.ts'
export type { Fault, TransportKind } from '../faults/fault.ts'
export type { FaultPlan, PlanEntry, PlanInput, PlanMatch, PlannedFault, Step } from '../faults/plan.ts'
export type { FaultName } from '../faults/plan-by-code.ts'
export type { AwaitedAttempts } from '../generated/fault-types.ts'
export { type AttemptAssertions, expectAttempts } from '../journal/assertions.ts'
export type { Attempt, Journal, JournalFilter } from '../journal/journal.ts'
