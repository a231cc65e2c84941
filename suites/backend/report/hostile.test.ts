import { describe, expect, test } from 'vitest'
import { createRecorder } from '../recorded/record.ts'
import { recordedRun } from '../recorded/recorded-run.ts'
import { judgeRun } from '../verify.ts'
import { backendGithub } from './github.ts'
import { backendHtml } from './html.ts'
import { backendJson } from './json.ts'
import { backendJunit } from './junit.ts'
import { backendSarif } from './sarif.ts'
import { textReport } from './text.ts'

const baseUrl = 'https://staging.example/api/v2'
const plain = { encoding: 'identity', hasBom: false, isUtf8: true } as const

/** What a backend and a recording would write to work on whoever reads the report. */
const hostile =
  '\u001b[2J\u0007\u009b1A\rGOOD\u202e\u200b\n::add-mask::e\n##[error]x <script>alert(1)</script> `id` $(id) \u0000 \ud800 %0A::error::y'

function verification(text: string, { times = 3, headers = [] as [string, string][] } = {}) {
  const toExchange = createRecorder(baseUrl)
  const body = JSON.stringify({ error: { code: text, message: text, details: text }, request_id: text })
  const exchanges = Array.from({ length: times }, (_, index) =>
    toExchange({
      method: 'POST',
      url: `${baseUrl}/folders?api_key=url-secret&q=${encodeURIComponent(text.slice(0, 50))}${index}`,
      requestHeaders: [
        ['X-Auth-Token', 'header-secret'],
        ['Authorization', 'Bearer aion_a_recorded_key_0000'],
        ...headers,
      ],
      requestBody: `{"password":"body-secret","text":${JSON.stringify(text.slice(0, 9_000))}}`,
      answer: {
        status: 404,
        headers: [
          ['Content-Type', `text/${text.slice(0, 50)}`],
          ['Location', '/x?access_token=location-secret'],
          ['Retry-After', text],
        ],
        body,
        bodyBytes: body.length,
        isCut: false,
        bytes: plain,
      },
      failure: null,
      sentMs: index,
      elapsedMs: 1,
      isInjected: false,
    }),
  )
  return judgeRun(recordedRun(baseUrl, exchanges, 'answers'))
}

const reports = {
  text: textReport,
  json: backendJson,
  junit: backendJunit,
  html: backendHtml,
  github: backendGithub,
  sarif: backendSarif,
} as const

describe.each(Object.entries(reports))('the %s report of a hostile backend', (_, write) => {
  const text = write(verification(hostile, { headers: [['X-Shell', hostile]] }))

  test('holds no character that acts', () => {
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
  })

  test('shows findings all the same', () => {
    expect(text).toContain('error-code-is-well-formed')
  })

  test('holds none of the secrets of the recording', () => {
    expect(text).not.toMatch(/(url|header|body|location)-secret|aion_a_recorded/)
  })

  test('stays small though a code of 400 kB comes in every answer', () => {
    expect(write(verification('X'.repeat(400_000), { times: 15 })).length).toBeLessThan(3_000_000)
  })
})

test('no line of the text or the annotations is a command that the target wrote', () => {
  const seen = verification(hostile)
  const commands = (text: string) => text.split('\n').filter((line) => /^\s*::|##\[/.test(line))
  expect(commands(textReport(seen))).toEqual([])
  const lines = commands(backendGithub(seen))
  expect(lines.length).toBeGreaterThan(2)
  for (const line of lines) expect(line).toMatch(/^::(error|warning) title=[a-z0-9-]+ \((MUST|SHOULD|MAY)\)::[^\r\n]+$/)
})

test('the last line of the annotations is the verdict', () => {
  expect(backendGithub(verification('x')).trimEnd().split('\n').at(-1)).toMatch(/^BROKEN: /)
})

test('an annotation is read back as it was written', () => {
  const [line = ''] = backendGithub(verification('100 %, a:b')).split('\n')
  const data = line.slice(line.indexOf('::', 2) + 2)
  expect(data.replaceAll('%0A', '\n').replaceAll('%25', '%')).toContain('100 %, a:b')
})
