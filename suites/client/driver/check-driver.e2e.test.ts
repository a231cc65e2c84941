import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkDriver } from './check-driver.ts'

const program = fileURLToPath(new URL('../../../fixtures/clients/drivers/driver.ts', import.meta.url))
const driver = (name: string) => [process.execPath, program, name]

/** A driver whose calls are plain fetches, with this done to each of its answers: `say(line)` prints one. */
const oddDriver = (answer: string, prologue = '') => [
  process.execPath,
  '-e',
  `const say = (line) => console.log(typeof line === 'string' ? line : JSON.stringify(line))
  ${prologue}
  require('node:readline').createInterface({ input: process.stdin }).on('line', async (text) => {
    const { id, call } = JSON.parse(text)
    if (!call) return
    const response = await fetch(call.baseUrl + call.path, { method: call.method })
    const good = { id, outcome: { ok: response.ok, status: response.status } }
    ${answer}
  })`,
]

const rules = ['success-is-2xx']

describe('checkDriver', () => {
  it('judges what needs calls that share a client, can be cancelled, at once too, or are given streams', async () => {
    const alone = ['abort-during-wait', 'abort-in-flight', 'replay-identical']
    const wanted = [...alone, 'retry-budget', 'concurrency-after-429', 'no-wait-after-last']
    const { runs, verdicts, clock, notes } = await checkDriver(driver('conforming'), { rules: wanted })
    expect(clock).toEqual({ by: 'preload', factor: 20 })
    expect(Object.fromEntries(verdicts.map(({ rule, verdict }) => [rule, verdict]))).toEqual(
      Object.fromEntries(wanted.map((rule) => [rule, 'pass'])),
    )
    expect(notes).toEqual([])
    const seen = runs.map(({ scenario: { body, cancel } }) => body ?? cancel?.from)
    expect(seen).toEqual(expect.arrayContaining(['stream', 'start']))
  })

  it('shows the defects of the documented client', async () => {
    const { verdicts } = await checkDriver(driver('documented'), { rules: [...rules, 'no-wait-after-last'] })
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['fail', 'fail'])
  })
})

// Most of the time they wait, and not for each other.
describe.concurrent('checkDriver, of a driver that', () => {
  it.each([
    ['answers twice', 'say(good); say(good)', 'answered a call twice; the first answer counts'],
    ['prints noise', "say('request sent'); say(good)", 'printed a line that is no answer: it is no JSON'],
    ['answers what nobody asked', 'say({ ...good, id: id + 1000 }); say(good)', 'answered a call that was never made'],
    ['leaves ok out', 'say({ id, outcome: {} }); say(good)', /printed a line that is no answer: outcome.*ok/],
  ])('%s: says so, and judges its client all the same', async (_, answer, sentence) => {
    const { notes, verdicts } = await checkDriver(oddDriver(answer), { rules, clock: 'real' })
    expect(notes.join('\n')).toMatch(sentence)
    expect(verdicts[0]).toMatchObject({ verdict: 'pass' })
  })

  it('makes one call after another: says so', async () => {
    const before = 'let last = Promise.resolve()'
    const queue = oddDriver('say(good)', before).map((text) =>
      text
        .replace("on('line', async (text) => {", "on('line', (text) => { last = last.then(async () => {")
        .replace(/\}\)$/, '}) })'),
    )
    const { notes } = await checkDriver(queue, { rules, clock: 'real' })
    expect(notes.join('\n')).toContain('makes one call after another')
  })

  it.each([
    ['does not exist', ['/no/such/driver'], 'The driver does not exist: /no/such/driver'],
    ['crashes', oddDriver("console.error('out of luck'); process.exit(3)"), /ended with code 3 .* out of luck$/],
    ['sends nothing', ['sh', '-c', 'while read -r line; do :; done'], /answered no call within 1.5 s/],
    [
      'hears no more once it has heard its calls',
      ['sh', '-c', 'read -r line; read -r line; exec 0<&-; sleep 30'],
      /closed its standard input while \d calls.*runs on/,
    ],
    [
      'neither hears nor says anything',
      ['sh', '-c', 'exec 0<&- >&-; sleep 30'],
      /closed its standard input and its standard output while \d calls.*runs on/,
    ],
    ['hears nothing', ['sh', '-c', 'exec 0<&-; sleep 30'], /closed its standard input while \d calls.*runs on/],
    ['says nothing', ['sh', '-c', 'exec >&-; sleep 30'], /closed its standard output while \d calls.*runs on/],
    ['leaves at once', ['sh', '-c', 'sleep 30 & echo bye >&2'], /ended with code 0 while \d calls.*bye$/],
    [
      'has no method for anything',
      [
        process.execPath,
        '-e',
        "process.stdin.on('data', (d) => { for (const l of String(d).trim().split('\\n')) console.log(JSON.stringify({ unsupported: JSON.parse(l).id })) })",
      ],
      /sent nothing of what it was asked for/,
    ],
  ])('%s: refuses it', { timeout: 90_000 }, async (what, argv, sentence) => {
    // Those that show what they are only when a line is written to them have to be waited for; a shell starts in time.
    const waited = ['sends nothing', 'hears no more once it has heard its calls', 'hears nothing']
    const startMs = waited.includes(what) ? { startMs: 1_500 } : {}
    await expect(checkDriver(argv, { rules, clock: 'real', ...startMs })).rejects.toThrow(sentence)
  })

  it('leaves something behind: ends that, too', async () => {
    const marker = '86397.5'
    const parent = oddDriver('say(good)', `require('node:child_process').spawn('sleep', ['${marker}'])`)
    await checkDriver(parent, { rules, clock: 'real' })
    expect(spawnSync('pgrep', ['-f', `sleep ${marker.replace('.', '[.]')}`], { encoding: 'utf8' }).stdout).toBe('')
  })

  it('answers a cancel late, or never: judges its client', async () => {
    const deaf = oddDriver('say(good)')
    const { verdicts } = await checkDriver(deaf, { rules: ['abort-during-wait'], clock: 'real' })
    expect(verdicts[0]).toMatchObject({
      verdict: 'not-applicable',
      evidence: expect.stringContaining('had ended before'),
    })
  })

  it('still runs when the bench is interrupted: ends it', async () => {
    const stop = new AbortController()
    const marker = '86398.5'
    const judged = checkDriver(['sh', '-c', `sleep ${marker} & wait`], { rules, signal: stop.signal })
    setTimeout(() => stop.abort(new Error('interrupted')), 500)
    await expect(judged).rejects.toThrow('interrupted')
    expect(spawnSync('pgrep', ['-f', `sleep ${marker.replace('.', '[.]')}`], { encoding: 'utf8' }).stdout).toBe('')
  })
})
