import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'

/** Where a session goes: a balancer's socket, or a mock's own port. */
export type Target = { readonly socketPath: string } | { readonly port: number }

export interface Answer {
  /** 0 when the connection broke. */
  readonly status: number
  readonly header: (name: string) => string | undefined
  readonly json: { readonly [field: string]: unknown }
}

/** Sends requests, at most 64 at a time. */
export function createCaller(target: Target) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  async function call(method: string, path: string, key: string, body?: object): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const json = body && JSON.stringify(body)
    const headers = {
      Authorization: `Bearer ${key}`,
      Host: '127.0.0.1',
      ...(json && { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(json)) }),
    }
    const sent = request({ host: '127.0.0.1', ...target, method, path, agent, headers }, (response) => {
      text(response).then((answered) => {
        const isJson = response.headers['content-type']?.startsWith('application/json')
        resolve({
          status: response.statusCode ?? 0,
          header: (name) => response.headers[name]?.toString(),
          json: isJson ? JSON.parse(answered) : {},
        })
      }, reject)
    })
    sent.once('error', () => resolve({ status: 0, header: () => undefined, json: {} }))
    sent.end(json)
    return promise
  }
  return { call, close: () => agent.destroy() }
}

export type Call = ReturnType<typeof createCaller>['call']

const namesOf = ({ json }: Answer) => ((json.folders ?? []) as { name: string }[]).map(({ name }) => name) // a list of folders

/**
 * What one tenant sees of a mock, by its key and by its path: a planned fault once, its own folder beside those of a new
 * world, a rate window that only its own requests use up, a journal of these requests and no other.
 */
export async function liveThrough(call: Call, tenant: string): Promise<readonly unknown[]> {
  const key = `aion_test_${tenant}`
  const own = `Folder of ${tenant}`
  const seen: unknown[] = []
  const see = async (method: string, path: string, body?: object) => {
    const answer = await call(method, path, key, body)
    const names = namesOf(answer)
    const folders = { all: names.length, own: names.filter((name) => name === own).length }
    seen.push([method, path.replaceAll(tenant, 'name'), answer.status, answer.header('x-ratelimit-remaining'), folders])
    return answer
  }
  await see('POST', `/t/${tenant}/__mock/faults`, {
    match: { operation: 'listFolders' },
    fault: { error: 'RATE_LIMIT_ERROR', retryAfter: 7 },
  })
  await see('GET', '/api/v2/folders')
  await see('GET', `/t/${tenant}/api/v2/folders`)
  await see('POST', '/api/v2/folders', { name: own })
  await see('GET', `/t/${tenant}/api/v2/folders`)
  await see('GET', '/api/v2/folders')
  const { attempts = [] } = (await see('GET', `/t/${tenant}/__mock/journal`)).json
  seen.push((attempts as { tenant: string; status: number }[]).map((one) => [one.tenant === tenant, one.status])) // a journal
  return seen
}

/** Whether the tenant's world is the one that `liveThrough` has left. */
export async function seesOwnWorld(call: Call, tenant: string): Promise<boolean> {
  const answer = await call('GET', '/api/v2/folders', `aion_test_${tenant}`)
  return answer.status === 200 && namesOf(answer).includes(`Folder of ${tenant}`)
}
