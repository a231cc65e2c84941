/** Thrown for a file of ours that cannot be read: says where, what is wrong there, and which word was meant. */
export class InputFileError extends Error {
  override name = 'InputFileError'
}
