const ports: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

interface Host {
  readonly hostname: string
  /** Undefined for every port. */
  readonly port: string | undefined
}

const refuse = (got: unknown) =>
  new TypeError(
    `hosts must be names such as 'api.aionvision.tech' or 'localhost:3000', without scheme and path; got ${JSON.stringify(got)}`,
  )

function readHost(given: unknown): Host {
  if (typeof given !== 'string' || !/^[^\s/?#@\\]+$/.test(given) || !URL.canParse(`http://${given}`))
    throw refuse(given)
  const { hostname } = new URL(`http://${given}`)
  return { hostname, port: /:(\d+)$/.exec(given)?.[1] }
}

/**
 * Reads the hosts of an API: a name means every port, a name with a port that one alone.
 * @returns whether a URL is on one of them
 * @throws TypeError when there are none, or one has a scheme or a path
 */
export function readHosts(given: unknown): (url: URL) => boolean {
  if (!Array.isArray(given) || given.length === 0) throw refuse(given)
  const hosts = given.map(readHost)
  return ({ protocol, hostname, port }) => {
    const own = ports[protocol]
    return (
      own !== undefined &&
      hosts.some((host) => host.hostname === hostname && (host.port ?? (port || own)) === (port || own))
    )
  }
}
