/** Statuses of answers that lead elsewhere, of which a fault may be one. */
export const redirectStatuses = [301, 302, 303, 307, 308] as const
export type RedirectStatus = (typeof redirectStatuses)[number]

/** Statuses of successes that a fault may spoil. */
export const successStatuses = [200, 201, 202] as const
export type SuccessStatus = (typeof successStatuses)[number]

const isOneOf = (list: readonly number[], status: unknown): boolean => list.some((one) => one === status)

export const isRedirectStatus = (status: unknown): status is RedirectStatus => isOneOf(redirectStatuses, status)
export const isSuccessStatus = (status: unknown): status is SuccessStatus => isOneOf(successStatuses, status)
