import { exampleKey, keyPrefix } from '../../mocks/tenant/keys.ts'

/** What a start is told of. */
export interface Started {
  /** The base URL of the API. */
  readonly url: string
  readonly seed: number
  /** Whether the console is served. */
  readonly hasConsole: boolean
  /** What curl needs to trust the mock: `-k`, `--cacert FILE`. */
  readonly trust?: string | undefined
}

/** Nobody opens the address that stands for all of them. */
const reachable = (url: string) => url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')

/** What is printed below the first line: where to look, what to send first. */
export function banner({ url, seed, hasConsole, trust }: Started): readonly string[] {
  const base = reachable(url)
  return [
    ...(hasConsole ? [`console     ${new URL('/', base).href}`] : []),
    `key         ${exampleKey}, or ${keyPrefix} and another name: each has a world of its own (seed ${seed})`,
    `first call  curl -i ${trust === undefined ? '' : `${trust} `}-H 'Authorization: Bearer ${exampleKey}' ${base}/user-files`,
  ]
}
