import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkCommand } from './check-command.ts'

const runner = fileURLToPath(new URL('../../../fixtures/clients/run.ts', import.meta.url))
const client = (name: string) => [process.execPath, runner, name]
const rules = ['success-is-2xx', 'no-wait-after-last', 'error-surfaces-envelope']

describe('checkCommand', () => {
  it('speeds the clock of a Node program up, and finds nothing wrong with the conforming client', async () => {
    const { verdicts, clock } = await checkCommand(client('conforming'), { rules })
    expect(clock).toEqual({ by: 'preload', factor: 20 })
    expect(verdicts.map(({ rule, verdict }) => [rule, verdict])).toEqual(rules.map((rule) => [rule, 'pass']))
  })

  it('shows the defects of the documented client', async () => {
    const { verdicts } = await checkCommand(client('documented'), { rules })
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail'])
  })

  it.each([
    ['does not exist', ['/no/such/command'], 'The command does not exist: /no/such/command'],
    [
      'dies at once',
      ['sh', '-c', 'echo sorry >&2; exit 3'],
      /ended with code 3 .* without sending a request .* sorry$/,
    ],
    [
      'ignores the base URL',
      ['sh', '-c', 'true'],
      /without sending a request to AIONVISION_BASE_URL.* It printed nothing/,
    ],
  ])('says clearly that a command %s', async (_, argv, message) => {
    await expect(checkCommand(argv, { rules })).rejects.toThrow(message)
  })

  it('ends what still runs when it is interrupted', async () => {
    const stop = new AbortController()
    const marker = '86399.5'
    const judged = checkCommand(['sh', '-c', `sleep ${marker} & wait`], { rules, signal: stop.signal })
    setTimeout(() => stop.abort(new Error('interrupted')), 500)
    await expect(judged).rejects.toThrow('interrupted')
    // Its name, without standing in the command line of the search itself.
    expect(spawnSync('pgrep', ['-f', `sleep ${marker.replace('.', '[.]')}`], { encoding: 'utf8' }).stdout).toBe('')
  })
})

describe('a command that does not end as it ought to', () => {
  const script = (text: string) => [process.execPath, '--input-type=module', '-e', text]
  const prologue = `
    const { AIONVISION_BASE_URL: base, AION_PATH: path } = process.env
    const ask = () => fetch(base + path)
    const tell = (ok, status) => console.log(JSON.stringify({ ok, status }))`
  const only = ['ra-retried-at-all']

  it('ends in the middle of its own wait: it is told so', async () => {
    const sleepy = script(`${prologue}
      let answer = await ask()
      if (!answer.ok) {
        await answer.text()
        await new Promise((resolve) => setTimeout(resolve, 1_000).unref())
        answer = await ask()
      }
      tell(answer.ok, answer.status)
      process.exit()`)
    const { notes, verdicts } = await checkCommand(sleepy, { rules: only, clock: 'real' })
    expect(verdicts[0]?.verdict).not.toBe('pass')
    expect(notes.join('\n')).toContain('ended in the middle of its own wait')
  })

  it('prints its line and stays: its line counts, and it is told so', async () => {
    const staying = script(`${prologue}
      setInterval(() => {}, 1_000)
      let answer = await ask()
      if (!answer.ok) {
        await new Promise((resolve) => setTimeout(resolve, 1_100))
        answer = await ask()
      }
      tell(answer.ok, answer.status)`)
    const { notes, verdicts } = await checkCommand(staying, { rules: only, clock: 'real' })
    expect(verdicts[0]).toMatchObject({ verdict: 'pass' })
    expect(notes.join('\n')).toContain('prints its line and does not end by itself')
  })

  it('says that it cannot make the request', async () => {
    const { verdicts } = await checkCommand(
      ['sh', '-c', '[ "$AION_OPERATION" = listFiles ] || { echo \'{"unsupported":true}\'; exit; }; curl -sf {url} >&2'],
      { rules: ['success-is-2xx', 'no-retry-4xx'], clock: 'real' },
    )
    expect(verdicts.map(({ verdict, evidence }) => [verdict, evidence])).toEqual([
      ['pass', expect.anything()],
      ['not-applicable', 'the client says that it cannot make createFolder'],
    ])
  })
})
