import { describe, expect, it } from 'vitest'
import { sampleRequest } from '../requests.ts'
import { assignmentEnv, fillIn } from './command-line.ts'

const assignment = {
  baseUrl: 'http://127.0.0.1:9/api/v2',
  apiKey: 'aion_test_key_on_a_command_line',
  request: sampleRequest('createFolder'),
  bodyFile: '/tmp/body.json',
  contentType: 'application/json',
  scenario: { timeoutMs: 700, deadlineMs: 2_000 },
}

describe('the assignment of a command', () => {
  it('stands in its environment', () => {
    expect(assignmentEnv(assignment)).toEqual({
      AIONVISION_BASE_URL: 'http://127.0.0.1:9/api/v2',
      AIONVISION_API_KEY: 'aion_test_key_on_a_command_line',
      AION_METHOD: 'POST',
      AION_OPERATION: 'createFolder',
      AION_PATH: '/folders',
      AION_BODY_FILE: '/tmp/body.json',
      AION_CONTENT_TYPE: 'application/json',
      AION_TIMEOUT_MS: '700',
      AION_DEADLINE_MS: '2000',
    })
  })

  it('fills the placeholders of its words, and leaves other braces alone', () => {
    const words = ['curl', '-X{method}', '--data-binary', '@{body-file}', '-HA: {key}', '{url}', '{"json":{}}']
    expect(fillIn(words, assignment)).toEqual([
      'curl',
      '-XPOST',
      '--data-binary',
      '@/tmp/body.json',
      '-HA: aion_test_key_on_a_command_line',
      'http://127.0.0.1:9/api/v2/folders',
      '{"json":{}}',
    ])
  })
})
