import { type Refusal, refuse } from '../../core/message.ts'
import type { ChatPlan, ChatRecord } from '../../tenant/record-types.ts'
import { takeDescriptions } from '../../tenant/usage.ts'
import { sortFiles } from '../agents/sort-files.ts'
import { askProvider } from '../ask-provider.ts'
import type { Call, Handler, Success } from '../operation.ts'
import { findChat } from './chats.ts'

function findPlan({ tenant, params }: Call<'actOnPlan'>): ChatPlan | Refusal {
  const chat = findChat(tenant, params.session_id)
  if ('error' in chat) return chat
  const plan = chat.messages.find((message) => message.plan?.id === params.plan_id)?.plan
  return plan ?? refuse('HTTP_404', { message: `The chat has no plan with the id ${params.plan_id}` })
}

function settle(draft: ChatRecord, planId: string, state: ChatPlan['state']): void {
  for (const { plan } of draft.messages) if (plan?.id === planId) plan.state = state
}

/** Does what a chat proposed, or forgets it. A plan is decided once. */
export const actOnPlan: Handler<'actOnPlan'> = async (call) => {
  const { tenant, params, body, nowMs } = call
  const plan = findPlan(call)
  if ('error' in plan) return plan
  if (plan.state !== 'pending') return refuse('HTTP_409', { message: `The plan is ${plan.state} already` })
  const isApproval = body.action === 'approve'
  const refusal = isApproval ? ((await askProvider(call)) ?? takeDescriptions(tenant, 1, nowMs)) : undefined
  if (refusal) return refusal
  await tenant.chats.update(params.session_id.toLowerCase(), (draft) =>
    settle(draft, plan.id, isApproval ? 'approved' : 'cancelled'),
  )
  return { body: isApproval ? await carryOut(call, plan) : cancelled(plan) }
}

const cancelled = ({ id }: ChatPlan): Success<'actOnPlan'>['body'] & object => ({
  success: true,
  plan_id: id,
  message: 'The plan is cancelled; nothing was moved',
  action_taken: 'cancel',
})

async function carryOut(call: Call<'actOnPlan'>, plan: ChatPlan): Promise<Success<'actOnPlan'>['body'] & object> {
  const files = plan.imageIds.map((id) => call.tenant.files.get(id)).filter((file) => file !== undefined)
  const { actions, foldersCreated, filesMoved, summary } = await sortFiles(call, files, null)
  return {
    success: true,
    plan_id: plan.id,
    message: summary,
    action_taken: 'approve',
    results: { folders_created: foldersCreated, files_moved: filesMoved },
    agent_results: [{ agent: 'folder', status: 'completed', summary, actions }],
    pending_actions: [],
  }
}
