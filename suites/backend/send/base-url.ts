import { maskText } from '../../../contracts/mask-secrets.ts'

/** Reads the base URL of a backend and gives it without a slash at its end; throws a `TypeError` that says what is wrong with it. */
export function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new TypeError(
      `The base URL must look like https://staging.example/api/v2, got ${JSON.stringify(maskText(text))}`,
    )
  if (url.username !== '' || url.password !== '')
    throw new TypeError('The base URL must not hold a password: reports show it. Put the key into AIONVISION_API_KEY')
  if (url.search !== '' || url.hash !== '')
    throw new TypeError(`The base URL must end with its path, got ${maskText(url.search + url.hash)} behind it`)
  return url.href.replace(/\/+$/, '')
}
