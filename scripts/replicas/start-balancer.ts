import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const folder = resolve(import.meta.dirname, '../../docs/replicas')

interface Kind {
  /** Its configuration in docs/replicas. */
  readonly file: string
  /** How the configuration writes the address that it listens on. */
  readonly listens: RegExp
  /** The same for a socket of the file system, which takes no port. */
  readonly socket: (path: string) => string
  readonly argv: (config: string, place: string) => readonly string[]
}

/** The balancers that the guide shows and that are tried. */
export const balancers = {
  haproxy: {
    file: 'haproxy.cfg',
    listens: /bind :4010/,
    socket: (path) => `bind unix@${path}`,
    argv: (config) => ['haproxy', '-f', config],
  },
  nginx: {
    file: 'nginx.conf',
    listens: /listen 4010;/,
    socket: (path) => `listen unix:${path};`,
    argv: (config, place) => [
      'nginx',
      '-p',
      place,
      '-c',
      config,
      '-e',
      'stderr',
      '-g',
      `daemon off; pid ${place}/pid;`,
    ],
  },
} as const satisfies Record<string, Kind>

export type BalancerName = keyof typeof balancers

/** Why a balancer cannot be started here; undefined when it can. */
export function whyNoBalancer(name: BalancerName): string | undefined {
  const path = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`
  return spawnSync(name, ['-v'], { env: { PATH: path } }).status === 0 ? undefined : `there is no ${name} here`
}

/** A running balancer. */
export interface Balancer {
  readonly socketPath: string
  readonly child: ChildProcess
  /** Ends it and deletes its configuration. */
  close(): Promise<void>
}

const answers = (socketPath: string) =>
  new Promise<boolean>((done) => {
    const socket = connect(socketPath)
    socket.once('connect', () => done(true)).once('error', () => done(false))
    socket.unref().once('connect', () => socket.destroy())
  })

/**
 * Starts a balancer with the configuration of the guide, changed only in the addresses: it listens on a socket of the file
 * system, and its replicas are the given ports.
 * @param change further changes of the configuration, which must find what they replace
 */
export async function startBalancer(
  name: BalancerName,
  ports: readonly number[],
  change: Readonly<Record<string, string>> = {},
): Promise<Balancer> {
  const { file, listens, socket, argv }: Kind = balancers[name]
  const place = mkdtempSync(join(tmpdir(), 'balancer-'))
  const socketPath = join(place, 'listen')
  const replaced = (text: string, from: string | RegExp, to: string) => {
    const next = text.replace(from, () => to)
    if (next === text) throw new Error(`${file} has no ${from}`)
    return next
  }
  let config = replaced(readFileSync(join(folder, file), 'utf8'), listens, socket(socketPath))
  for (const [from, to] of Object.entries(change)) config = replaced(config, from, to)
  config = config
    .split('\n')
    .flatMap((line) => {
      const number = /127\.0\.0\.1:401([1-9])/.exec(line)?.[1]
      if (number === undefined) return [line]
      const port = ports[Number(number) - 1]
      return port === undefined ? [] : [line.replace(/127\.0\.0\.1:401\d/, `127.0.0.1:${port}`)]
    })
    .join('\n')
  writeFileSync(join(place, file), config)
  const [command = '', ...rest] = argv(join(place, file), place)
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` }
  const child = spawn(command, rest, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-2_000)
  })
  const ended = once(child, 'exit')
  while (!(await answers(socketPath))) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}: ${said}`)
    await setTimeout(10)
  }
  return {
    socketPath,
    child,
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await ended
      }
      rmSync(place, { recursive: true })
    },
  }
}
