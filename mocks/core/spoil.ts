import { shapes } from '../../contracts/shapes.ts'
import { firstHalf, measured } from '../faults/body-bytes.ts'
import type { SuccessFault } from '../faults/fault.ts'
import type { HeaderList, Reply, ReplyBody } from './message.ts'

interface Spoilt {
  readonly body: ReplyBody
  /** Instead of the type of the body that was spoilt. */
  readonly contentType?: string
}

const spoilers: Readonly<Record<SuccessFault['form'], (own: Reply, status: number) => Promise<Spoilt>>> = {
  'truncated-json': async ({ body }) => ({ body: firstHalf(await measured(body)) }),
  html: async (_, status) => {
    const page = { code: 'HTTP_500', status, message: '', requestId: '', nowMs: 0 } as const
    return { body: shapes.html.write(page), contentType: shapes.html.contentType }
  },
  empty: async () => ({ body: null }),
}

function without(headers: HeaderList, unwanted: string): HeaderList {
  const lines: HeaderList = []
  for (let i = 0; i < headers.length; i += 2) {
    const [name = '', value = ''] = headers.slice(i, i + 2)
    if (name.toLowerCase() !== unwanted) lines.push(name, value)
  }
  return lines
}

/** The success of an operation with a body that nobody can read. */
export async function spoil(own: Reply, fault: SuccessFault): Promise<Reply> {
  const { status, form, delay, ...unread } = fault
  unread satisfies Record<string, never> // A field that nobody obeys does not compile.
  const { body, contentType } = await spoilers[form](own, status)
  const headers =
    contentType === undefined ? own.headers : [...without(own.headers, 'content-type'), 'Content-Type', contentType]
  return { status, headers, body }
}
