/** Longest wait that a fault may ask for: ten minutes. */
export const maxDelayMs = 600_000

/** How far from now an injected Retry-After date may lie: ten years. */
export const maxDateOffsetSeconds = 315_360_000

/** How many steps a sequence has at the most. */
export const maxSteps = 1_000

/** A fault inside a stream comes behind at most so many events. */
export const maxEventsBefore = 10_000
