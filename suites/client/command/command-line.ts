import { operationOf, type SampleRequest } from '../requests.ts'
import { defaultTimeoutMs, type Scenario } from '../scenario.ts'

/** What one run of a command is told. */
export interface Assignment {
  readonly baseUrl: string
  readonly apiKey: string
  readonly request: SampleRequest
  /** Where the body lies; absent without one. */
  readonly bodyFile?: string
  readonly contentType?: string
  /** What the scenario tells its client. */
  readonly scenario: Pick<Scenario, 'timeoutMs' | 'deadlineMs' | 'maxAttempts'>
}

/** The environment in which a command finds its assignment. */
export function assignmentEnv({ baseUrl, apiKey, request, bodyFile, contentType, scenario }: Assignment) {
  const { timeoutMs = defaultTimeoutMs, deadlineMs, maxAttempts } = scenario
  return {
    AIONVISION_BASE_URL: baseUrl,
    AIONVISION_API_KEY: apiKey,
    AION_OPERATION: operationOf(request),
    AION_METHOD: request.method,
    AION_PATH: request.path,
    AION_TIMEOUT_MS: String(timeoutMs),
    ...(deadlineMs !== undefined && { AION_DEADLINE_MS: String(deadlineMs) }),
    ...(maxAttempts !== undefined && { AION_MAX_ATTEMPTS: String(maxAttempts) }),
    ...(bodyFile !== undefined && { AION_BODY_FILE: bodyFile }),
    ...(contentType !== undefined && { AION_CONTENT_TYPE: contentType }),
  }
}

/** The command with `{url} {method} {body-file} {key}` filled in. */
export function fillIn(argv: readonly string[], { baseUrl, apiKey, request, bodyFile = '' }: Assignment): string[] {
  const values: Readonly<Record<string, string>> = {
    '{url}': baseUrl + request.path,
    '{method}': request.method,
    '{body-file}': bodyFile,
    '{key}': apiKey,
  }
  return argv.map((word) => word.replace(/\{(?:url|method|body-file|key)\}/g, (name) => values[name] ?? name))
}
