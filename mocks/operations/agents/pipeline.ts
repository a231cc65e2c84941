import type { PipelineNodeResult, PipelineStep } from '../../../contracts/generated/types.ts'
import { invalid, type Refusal } from '../../core/message.ts'
import type { Handler } from '../operation.ts'
import { agentFigures, beginAgent } from './agent.ts'
import { type PipelineInputs, type PipelineOutputs, runStep } from './pipeline-agents.ts'

type PlannedStep = PipelineStep & { readonly dependsOn: readonly number[]; readonly wave: number }

const isSearch = ({ agent }: PipelineStep) => agent.endsWith('_search')

/**
 * What each step waits for, and in which wave it runs. A step that does not say waits for the searches before it, or, when
 * there are none, for the step before it; a search waits for nothing.
 */
function planSteps(steps: readonly PipelineStep[]): PlannedStep[] | Refusal {
  const planned: PlannedStep[] = []
  for (const [index, step] of steps.entries()) {
    const own = step.depends_on
    const late = own?.findIndex((dependency) => dependency < 0 || dependency >= index)
    if (late !== undefined && late !== -1)
      return invalid(`steps.${index}.depends_on.${late}`, 'Must be the place of an earlier step, counted from 0')
    const dependsOn = own ?? (isSearch(step) ? [] : wiredTo(steps.slice(0, index)))
    const before = planned.filter((_, place) => dependsOn.includes(place))
    const wave = 1 + Math.max(0, ...before.map((earlier) => earlier.wave))
    planned.push({ ...step, dependsOn, wave })
  }
  return planned
}

function wiredTo(earlier: readonly PipelineStep[]): number[] {
  const searches = earlier.flatMap((step, index) => (isSearch(step) ? [index] : []))
  return searches.length > 0 ? searches : earlier.length > 0 ? [earlier.length - 1] : []
}

const unique = (ids: readonly string[]) => [...new Set(ids)]

/** What a step gets: the outputs of those it waits for, and what the pipeline began with. */
function inputsOf(step: PlannedStep, outputs: readonly PipelineOutputs[], seeds: PipelineOutputs): PipelineInputs {
  const sources = [seeds, ...step.dependsOn.map((index) => outputs[index] ?? {})]
  return {
    image_ids: unique(sources.flatMap((source) => source.image_ids ?? [])),
    document_ids: unique(sources.flatMap((source) => source.document_ids ?? [])),
    link_ids: unique(sources.flatMap((source) => source.link_ids ?? [])),
  }
}

export const runPipeline: Handler<'runPipeline'> = async (call) => {
  const { body, time, platform } = call
  const startMs = time.monotonic()
  const steps = planSteps(body.steps)
  if ('error' in steps) return steps
  const refusal = await beginAgent(call, steps.length)
  if (refusal) return refusal
  const seeds = { image_ids: body.image_ids ?? [], document_ids: body.document_ids ?? [] }
  const outputs: PipelineOutputs[] = []
  const nodes: PipelineNodeResult[] = []
  for (const step of steps) {
    const begunMs = time.monotonic()
    const isBroken = step.dependsOn.some((index) => nodes[index]?.status !== 'completed')
    const result = isBroken
      ? { status: 'skipped', summary: null, outputs: {}, error: 'A step that it waits for did not complete' }
      : await runStep(call, step, inputsOf(step, outputs, seeds))
    outputs.push(result.outputs)
    nodes.push({
      node_id: platform.uuid().slice(0, 8),
      agent: step.agent,
      ...result,
      outputs: { ...result.outputs },
      execution_time_ms: Math.round(time.monotonic() - begunMs),
    })
  }
  const errors = nodes.flatMap(({ agent, error }) => (error == null ? [] : [`${agent}: ${error}`]))
  const answered = nodes.map(({ summary }) => summary ?? '').join('\n')
  const asked = steps.map(({ intent }) => intent).join('\n')
  const { execution_time_ms, token_usage } = agentFigures(call, startMs, { asked, answered, calls: steps.length })
  return {
    body: {
      success: errors.length === 0,
      nodes,
      execution_time_ms,
      total_waves: Math.max(...steps.map(({ wave }) => wave)),
      errors,
      token_usage,
    },
  }
}
