import { invalid, type Refusal } from '../core/message.ts'
import type { TicketRecord } from '../tenant/account-records.ts'
import type { Context } from './operation.ts'

const hourMs = 3_600_000

/** How long each kind is good for (assumed). */
const lifeMs: Readonly<Record<TicketRecord['kind'], number>> = {
  verification: 24 * hourMs,
  'password-reset': hourMs,
  invitation: 7 * 24 * hourMs,
  'email-change': 24 * hourMs,
  google: hourMs / 6,
  drive: hourMs / 6,
  picker: hourMs,
}

export const issueTicket = (
  { tenant, platform, nowMs }: Context,
  kind: TicketRecord['kind'],
  { userId = null, subject }: { userId?: string | null; subject: string },
): Promise<TicketRecord> =>
  tenant.tickets.create({
    id: `${kind}_${platform.uuid().replaceAll('-', '')}`,
    kind,
    userId,
    subject,
    expiresMs: nowMs + lifeMs[kind],
    usedMs: null,
  })

/** A ticket that still holds. */
export function findTicket({ tenant, nowMs }: Context, kinds: readonly TicketRecord['kind'][], id: string) {
  const ticket = tenant.tickets.get(id)
  const holds = ticket && kinds.includes(ticket.kind) && ticket.usedMs === null && nowMs < ticket.expiresMs
  return holds ? ticket : undefined
}

/** Uses a ticket up, or says that it does not hold. @param field where it was sent */
export async function redeemTicket(
  context: Context,
  kinds: readonly TicketRecord['kind'][],
  id: string,
  field = 'token',
): Promise<TicketRecord | Refusal> {
  const ticket = findTicket(context, kinds, id)
  if (!ticket) return invalid(field, 'Must be one that was issued here, is not used yet and has not expired', 400)
  await context.tenant.tickets.update(ticket.id, (draft) => {
    draft.usedMs = context.nowMs
  })
  return ticket
}

/** The mock sends no mail: what would be in it stands in this header. */
export const mailHeader = ({ id }: TicketRecord): [string, string] => ['Mock-Mail-Token', id]
