/** A moment as the API writes it: `2026-01-31T12:00:00.000Z`. */
export const iso = (epochMs: number): string => new Date(epochMs).toISOString()
