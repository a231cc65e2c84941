import { useSignal } from '@preact/signals'
import type { ErrorFact, Facts } from '../api/facts.ts'
import { route } from '../app/route.ts'
import { Code } from '../parts/copy.tsx'
import { formatMs } from '../parts/format.ts'
import { shellQuote } from '../parts/shell.ts'
import { firstRead, keyOf } from '../traffic/first-curl.ts'

/** What came back. */
interface Answer {
  readonly status: number
  readonly tookMs: number
  readonly headers: string
  readonly body: string
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

async function send(url: string, key: string, code: string): Promise<Answer> {
  const startMs = performance.now()
  const response = await fetch(url, { headers: { Authorization: `Bearer ${key}`, 'Mock-Fault': code } })
  const text = await response.text()
  return {
    status: response.status,
    tookMs: performance.now() - startMs,
    headers: [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n'),
    body: pretty(text),
  }
}

/** Where an error is asked for: on the read that the table names, which every key may. */
function urlFor(facts: Facts, { injectedOn }: ErrorFact): string {
  const named = facts.operations.find(({ id, path }) => id === injectedOn && !path.includes('{'))
  return location.origin + facts.basePath + (named ?? firstRead(facts))?.path
}

/** Asks the mock for an error, and shows what a client gets. */
export function TryIt({ facts, row }: { readonly facts: Facts; readonly row: ErrorFact }) {
  const answer = useSignal<Answer | string | undefined>(undefined)
  const key = keyOf(facts, route.value.tenant)
  const url = urlFor(facts, row)
  const curl = `curl -i -H ${shellQuote(`Authorization: Bearer ${key}`)} \\\n  -H ${shellQuote(`Mock-Fault: ${row.code}`)} ${shellQuote(url)}`
  const ask = async () => {
    answer.value = await send(url, key, row.code).catch(String)
  }
  const { value } = answer
  return (
    <>
      <Code label={`How to get ${row.code}`} text={curl} />
      <p>
        <button type="button" class="main" onClick={() => void ask()}>
          Try it
        </button>
      </p>
      <div role="status">
        {typeof value === 'string' && <p class="problem">{value}</p>}
        {typeof value === 'object' && (
          <div class="answer">
            <p>
              <b>{value.status}</b> <span class="soft">after {formatMs(value.tookMs)}</span>
            </p>
            <Code label="The answer" text={`${value.headers}\n\n${value.body}`} />
          </div>
        )}
      </div>
    </>
  )
}
