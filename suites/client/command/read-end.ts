import { holdsKey } from '../bench-key.ts'
import { keyInError } from '../key-in-error.ts'
import { type Outcome, saysUnsupported } from '../outcome.ts'
import { search } from '../search.ts'
import type { ChildEnd, Output } from './child.ts'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The last line of standard output when it is a JSON object that says how the call went. */
function jsonLine(stdout: string): Record<string, unknown> | undefined {
  const last = stdout.trimEnd().split('\n').at(-1) ?? ''
  try {
    const value: unknown = JSON.parse(last)
    return isRecord(value) && (typeof value.ok === 'boolean' || saysUnsupported(value)) ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether a command has printed the line that says how its call went. */
export const hasToldItsEnd = ({ stdout }: Pick<Output, 'stdout'>): boolean =>
  stdout.endsWith('\n') && jsonLine(stdout) !== undefined

const unsettled = /unsettled top-level await/i

/** The exception that ended a program, as most languages print it last: `json.decoder.JSONDecodeError: Expecting value`. */
function lastException(stderr: string): { name: string; message: string } | undefined {
  const found = [...stderr.matchAll(/^(?:Uncaught )?([\w.]*(?:Error|Exception|Exceeded)\w*)(?:: (.*))?$/gm)].at(-1)
  return found && { name: found[1]?.split('.').at(-1) ?? '', message: found[2] ?? '' }
}

const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** What a line of JSON tells of a call. */
export async function readTold(line: Readonly<Record<string, unknown>>): Promise<Outcome> {
  const found = await search(line)
  const ok = line.ok === true
  return {
    ok,
    name: ok ? null : asText(line.name),
    message: ok ? null : asText(line.message),
    status: found.status,
    code: found.code,
    requestId: found.requestId,
    found,
    isBlind: false,
    ...(!ok && { keyIn: keyInError(line) }),
    ...(saysUnsupported(line) && { isUnsupported: true }),
  }
}

/** What a command told: by its JSON line where it prints one, else by its exit code and its last exception. */
export async function readEnd({ code, signal }: ChildEnd, output: Output): Promise<Outcome> {
  const line = jsonLine(output.stdout)
  const exception = unsettled.test(output.stderr)
    ? { name: 'UnsettledAwait', message: 'the program ended in the middle of its own wait, which kept nothing alive' }
    : lastException(output.stderr)
  const told = await readTold(line ?? { ok: code === 0 })
  return {
    ...told,
    name: told.ok ? null : (told.name ?? exception?.name ?? signal ?? `exit code ${code}`),
    message: told.ok ? null : (told.message ?? exception?.message ?? null),
    isBlind: line === undefined,
    ...(!told.ok && holdsKey(output.stdout + output.stderr) && { keyIn: ['what it printed'] }),
    // A program that fell asleep for good also ends with 0.
    ...(told.ok && line === undefined && { isUnsure: true }),
    output: [output.stdout, output.stderr].filter(Boolean).join('\n').slice(-4_000),
  }
}
