/** Says what to do when `aion-contract/msw` could not be loaded because there is no msw; any other trouble stays what it is. */
export function explainMissingMsw(error: unknown): unknown {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown } // whatever was thrown
  const isMissing = /MODULE_NOT_FOUND/.test(String(code)) && /'msw'/.test(String(message))
  return isMissing
    ? new Error('aion-contract/msw needs msw, which is not installed: npm install -D msw@3', { cause: error })
    : error
}
