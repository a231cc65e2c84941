/** A stream of standard output: what is written there may find nobody any more. */
interface Output {
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown
}

/**
 * Lets output that nobody reads any more come to nothing, as in `openapi | head -1`: the command goes on to its end, so that its
 * reports are written and its exit code is its verdict. What cannot be written for another reason, such as a full disk, is told.
 * @param fail ends the process with a sentence
 */
export function bearGoneReaders(outputs: readonly Output[], fail: (message: string) => void): void {
  for (const output of outputs) {
    output.on('error', (error) => {
      if (error.code !== 'EPIPE') fail(`the output cannot be written: ${error.message}`)
    })
  }
}
