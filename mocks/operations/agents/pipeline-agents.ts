import type { PipelineStep } from '../../../contracts/generated/types.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { findChunks } from '../documents/find-chunks.ts'
import { descriptionOf } from '../files/file-state.ts'
import type { Context } from '../operation.ts'
import { shareOfWords, wordsOf } from '../words.ts'
import { counted } from './agent.ts'
import { documentsAmong, imagesAmong, reportOf, sourcesText } from './report.ts'
import { sortFiles } from './sort-files.ts'

/** What a step hands to those that wait for it. */
export interface PipelineOutputs {
  readonly image_ids?: readonly string[]
  readonly document_ids?: readonly string[]
  readonly link_ids?: readonly string[]
  readonly [figure: string]: unknown
}

export interface StepResult {
  readonly status: 'completed' | 'failed'
  readonly summary: string | null
  readonly outputs: PipelineOutputs
  readonly error: string | null
}

const completed = (summary: string, outputs: PipelineOutputs): StepResult => ({
  status: 'completed',
  summary,
  outputs,
  error: null,
})

const failed = (error: string): StepResult => ({ status: 'failed', summary: null, outputs: {}, error })

/** What a step gets. */
export type PipelineInputs = Required<Pick<PipelineOutputs, 'image_ids' | 'document_ids' | 'link_ids'>>

type PipelineAgent = (call: Context, intent: string, inputs: PipelineInputs) => Promise<StepResult> | StepResult

/** Files of a kind whose words are asked for, best first. */
function findFiles({ tenant, nowMs }: Context, type: FileRecord['media_type'], intent: string): string[] {
  const words = wordsOf(intent)
  return tenant.files
    .all()
    .filter((file) => file.media_type === type)
    .map((file) => ({
      id: file.id,
      score: shareOfWords(words, [file.title, file.filename, descriptionOf(file, nowMs), ...file.tags].join(' ')),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ id }) => id)
}

const writeReport: PipelineAgent = ({ tenant, nowMs }, intent, inputs) => {
  const sources = {
    images: imagesAmong(tenant, inputs.image_ids),
    documents: documentsAmong(tenant, inputs.document_ids, nowMs),
  }
  return completed(`A report on ${sourcesText(sources)}`, { ...inputs, report: reportOf(intent, sources, nowMs) })
}

const agents: Readonly<Record<PipelineStep['agent'], PipelineAgent>> = {
  image_search: (call, intent) => {
    const ids = findFiles(call, 'image', intent)
    return completed(`Found ${counted(ids.length, 'image')}`, { image_ids: ids, count: ids.length })
  },
  document_search: ({ tenant, nowMs }, intent) => {
    const chunks = findChunks(tenant, nowMs, { query: intent })
    const ids = [...new Set(chunks.map(({ document_id: id }) => id))]
    return completed(`Found ${counted(ids.length, 'document')}`, { document_ids: ids, count: ids.length })
  },
  link_search: (call, intent) => {
    const ids = findFiles(call, 'link', intent)
    return completed(`Found ${counted(ids.length, 'link')}`, { link_ids: ids, count: ids.length })
  },
  async folder(call, _, inputs) {
    const ids = [...inputs.image_ids, ...inputs.document_ids, ...inputs.link_ids]
    const files = ids.map((id) => call.tenant.files.get(id.toLowerCase())).filter((file) => file !== undefined)
    if (files.length === 0) return failed('There is nothing to sort')
    const { summary, foldersCreated, filesMoved } = await sortFiles(call, files, null)
    return completed(summary, { folders_created: foldersCreated, files_moved: filesMoved })
  },
  analytics: (_, __, inputs) => {
    const counts = {
      images: inputs.image_ids.length,
      documents: inputs.document_ids.length,
      links: inputs.link_ids.length,
    }
    return completed(`Counted ${Object.values(counts).reduce((sum, count) => sum + count, 0)} files`, { counts })
  },
  analysis: writeReport,
  document_analysis: writeReport,
  link_analysis: writeReport,
  assistant: writeReport,
  cross_reference: writeReport,
  chat: writeReport,
}

/** Runs one step of a pipeline. */
export const runStep = (call: Context, { agent, intent }: PipelineStep, inputs: PipelineInputs) =>
  agents[agent](call, intent, inputs)
