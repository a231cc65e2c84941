import { mask, maskHeader, maskText } from '../../contracts/mask-secrets.ts'
import { isSecretName } from '../../contracts/secret-names.ts'

/** `X-Api-Key: abc`, as commands take header lines; up to the end of its quotes. */
const headerLine = /(?<=-H|(?<!-)\b)([A-Za-z][\w-]{0,99})(: *)([^'"\n]+)/g

/** `--api-key abc`. */
const flagAndValue = /(?<=^|\s)(--?[A-Za-z][\w-]{0,99})( +|=)([^\s-]\S*)/g

/** `-u me:secret`, as curl takes it. */
const userAndPassword = /(?<=^|\s)(-u|--user)( +["']?)([^\s:]+):(\S+)/g

/** A command as a report may name it: what it is given as a key or a password is masked. */
export function maskWords(words: readonly string[]): string {
  return maskText(words.join(' '))
    .replace(userAndPassword, `$1$2$3:${mask}`)
    .replace(headerLine, (_, name: string, between: string, value: string) => name + between + maskHeader(name, value))
    .replace(flagAndValue, (found, flag: string, between: string) =>
      isSecretName(flag) ? flag + between + mask : found,
    )
}
