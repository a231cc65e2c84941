/** Under which path the control API lies. */
export const controlPath = '/__mock'

/** Whether a request is for the control API and must not reach the core. */
export const isControlTarget = (target: string): boolean => target.startsWith(controlPath)
