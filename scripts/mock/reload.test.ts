import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTestMock } from '../../mocks/testing/test-mock.ts'
import { filesToWatch, reloadOnChange } from './reload.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aion-contract-watch-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('files are read again when they change, and a broken one changes nothing', async () => {
  using mock = createTestMock()
  const scenario = join(folder, 'scenario.yaml')
  const data = join(folder, 'data.yaml')
  writeFileSync(scenario, 'faults: [{ fault: { error: TIMEOUT } }]')
  writeFileSync(data, 'files: [{}]')
  const said: string[] = []
  const warned: string[] = []
  const told = { say: (line: string) => said.push(line), warn: (line: string) => warned.push(line) }
  const stop = reloadOnChange({ scenario, data }, { change: mock.core.change, ...told }, { everyMs: 20, restMs: 20 })
  const planned = () => mock.core.faults.list().map(({ fault }) => fault)
  const wait = { timeout: 20_000, interval: 20 }
  try {
    writeFileSync(scenario, 'faults: [{ fault: { error: HTTP_500 } }]\n')
    await vi.waitFor(() => expect(said).toEqual([`read ${scenario} again`]), wait)
    expect(planned()).toEqual([{ error: 'HTTP_500' }])

    writeFileSync(scenario, 'faults: [{ fault: { eror: HTTP_500 } }]\n# longer\n')
    await vi.waitFor(() => expect(warned).toHaveLength(1), wait)
    expect(warned[0]).toContain(`${scenario} has changed, but what was read before stays: ${scenario}:1:12: `)
    expect(planned()).toEqual([{ error: 'HTTP_500' }])

    writeFileSync(scenario, 'faults: [{ fault: { error: HTTP_402 } }]\n')
    writeFileSync(`${data}.new`, 'files: [{}, {}]')
    renameSync(`${data}.new`, data)
    await vi.waitFor(() => expect(said).toContain(`read ${data} again`), wait)
    mock.core.faults.clear()
    expect((await mock.send('GET', '/user-files')).json.total_count).toBe(2)
  } finally {
    stop()
  }
})

test('without a file there is nothing to watch', () => {
  expect(() => filesToWatch({ scenario: 'worst-day' })).toThrow('--watch has no file to watch')
  expect(filesToWatch({ scenario: 'worst-day', data: 'mine.yaml' })).toEqual(['mine.yaml'])
})
