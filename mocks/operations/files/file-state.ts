import type { FileRecord } from '../../tenant/record-types.ts'
import { isOver, stateOf, type WorkState } from '../../tenant/work.ts'

/** How far the work on a file is; null when there was nothing to do. */
export const workState = ({ work }: FileRecord, nowMs: number): WorkState | null => work && stateOf(work, nowMs)

/** The description, once its work is done. */
export function descriptionOf(file: FileRecord, nowMs: number): string | null {
  return file.work === null || stateOf(file.work, nowMs) === 'completed' ? file.upload_description : null
}

export function visibleTextOf(file: FileRecord, nowMs: number): string | null {
  return file.work === null || stateOf(file.work, nowMs) === 'completed' ? file.visible_text : null
}

/** How long the sizes of an image take. */
export const variantsDurationMs = 1_000

export const variantState = ({ variantsMs, media_type: type }: FileRecord, nowMs: number): string | null =>
  type === 'link' ? null : nowMs >= variantsMs ? 'completed' : 'processing'

/** Whether nothing about a file will change by itself any more. */
export const isSettled = ({ work, variantsMs }: FileRecord, nowMs: number): boolean =>
  nowMs >= variantsMs && (work === null || isOver(work, nowMs))
