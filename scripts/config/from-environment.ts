export type Environment = Readonly<Record<string, string | undefined>>

/**
 * A secret itself, where a file only names a variable of the environment: `$STAGING_KEY`.
 * @param at which field of which file says so
 * @throws TypeError when it is not set
 */
export function fromEnvironment(text: string, at: string, environment: Environment): string {
  const secret = text.startsWith('$') ? environment[text.slice(1)] : text
  if (secret === undefined || secret === '')
    throw new TypeError(`${at} asks for ${text}, which is not set in the environment`)
  return secret
}
