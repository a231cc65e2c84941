import type { Log, ReportingDescriptor, Result, WebRequest, WebResponse } from 'sarif'
import { boundedJson } from '../../report/json.ts'
import type { RuleVerdict } from '../../rules/finding.ts'
import type { Exchange, HeaderLine } from '../exchange.ts'
import type { BackendFinding } from '../rule.ts'
import type { Verification } from '../verify.ts'
import { curlCommand } from './curl.ts'
import { type GatheredFinding, gather } from './gather.ts'
import { placeOf } from './place-of.ts'
import { presentable } from './presentable.ts'
import { endingSentence } from './sentences.ts'

type Judged = RuleVerdict<BackendFinding>

const levelOf = (verdict: string): Result.level => (verdict === 'fail' ? 'error' : 'warning')

const descriptor = ({ rule, statement, source, level }: Judged): ReportingDescriptor => ({
  id: rule,
  shortDescription: { text: `${statement}.` },
  fullDescription: { text: `${statement}. [${source}]` },
  defaultConfiguration: { level: level === 'MUST' ? 'error' : 'warning' },
})

/** A header that stands on several lines becomes one, as HTTP joins them. */
function headersOf(lines: readonly HeaderLine[]): Record<string, string> {
  const joined = new Map<string, string>()
  for (const [name, value] of lines) joined.set(name, joined.has(name) ? `${joined.get(name)}, ${value}` : value)
  return Object.fromEntries(joined)
}

const webRequest = ({ request }: Exchange): WebRequest => ({
  target: request.url,
  method: request.method,
  headers: headersOf(request.headers),
  ...(request.body !== null && { body: { text: request.body } }),
})

const webResponse = ({ answer }: Exchange): WebResponse =>
  answer
    ? { statusCode: answer.status, headers: headersOf(answer.headers), body: { text: answer.body } }
    : { noResponseReceived: true }

/** GitHub shows a result only at a place in a file; an API has none, so its operation stands there. */
const locationOf = (place: string) => ({
  logicalLocations: [{ fullyQualifiedName: place, kind: 'function' }],
  physicalLocation: { artifactLocation: { uri: encodeURIComponent(place) }, region: { startLine: 1 } },
})

function resultOf({ first, others }: GatheredFinding, ruleIndex: number): Result {
  const { rule, verdict, evidence, exchange, differences = [] } = first
  const lines = differences.map(({ path, expected, got }) => `${path || 'body'}: expected ${expected}, got ${got}`)
  const places = [...new Set([first, ...others].map(placeOf))]
  return {
    ruleId: rule,
    ruleIndex,
    kind: 'fail',
    level: levelOf(verdict),
    message: { text: [evidence, ...lines, ...(exchange ? [curlCommand(exchange)] : [])].join('\n') },
    locations: places.slice(0, 1).map(locationOf),
    ...(places.length > 1 && { relatedLocations: places.slice(1).map(locationOf) }),
    occurrenceCount: others.length + 1,
    // Without host and values, so that the same defect is known again.
    partialFingerprints: { 'placeAndStatus/v1': `${placeOf(first)} ${exchange?.answer?.status ?? 'none'}` },
    ...(exchange && { webRequest: webRequest(exchange), webResponse: webResponse(exchange) }),
  }
}

/** The report as SARIF 2.1.0: a result for each broken rule and each note, with its request and answer. */
export function backendSarif(verification: Verification): string {
  const { verdicts, run } = presentable(verification)
  const ending = endingSentence(run.ending)
  const results = verdicts.flatMap((judged, index) => {
    const worst = judged.findings.filter(({ verdict }) => verdict === judged.verdict)
    return judged.verdict === 'fail' || judged.verdict === 'warn'
      ? gather(worst).map((one) => resultOf(one, index))
      : []
  })
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'aion-contract', rules: verdicts.map(descriptor) } },
        invocations: [
          {
            executionSuccessful: ending === '',
            startTimeUtc: new Date(run.startedMs).toISOString(),
            endTimeUtc: new Date(run.startedMs + run.elapsedMs).toISOString(),
            ...(ending !== '' && { toolExecutionNotifications: [{ level: 'error', message: { text: ending } }] }),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  }
  return boundedJson(log)
}
