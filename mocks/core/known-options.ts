import { didYouMean } from '../../contracts/near-name.ts'

/**
 * Refuses options that a function does not have, which plain JavaScript would let pass unnoticed.
 * @param known every option, as a record so that forgetting one does not compile
 * @throws TypeError that names the option and the one that was probably meant
 */
export function refuseUnknownOptions(of: string, given: object, known: Readonly<Record<string, true>>): void {
  const names = Object.keys(known)
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(known, name))
      throw new TypeError(
        `${of} has no option ${JSON.stringify(name)}.${didYouMean(name, names)} There are ${names.join(', ')}.`,
      )
  }
}
