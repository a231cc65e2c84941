import { Command, Option } from 'commander'
import { afterEach, expect, test, vi } from 'vitest'
import { withConfig } from './settings.ts'

afterEach(() => vi.unstubAllEnvs())

async function settings(words: readonly string[], config: object): Promise<object> {
  let result: object = {}
  const command = new Command()
    .option('--port <n>', '', '4010')
    .option('--no-console', '')
    .option('--data <file>', '')
    .addOption(new Option('--control-token <token>').env('AION_CONTROL_TOKEN'))
    .action((flags: object, self: Command) => {
      result = withConfig(flags, self, config)
    })
  await command.parseAsync(['node', 'x', ...words])
  return result
}

test('flags beat the configuration, the configuration beats defaults', async () => {
  expect(await settings([], { port: 1, console: false })).toEqual({ port: 1, console: false })
  expect(await settings(['--port', '2', '--no-console'], { port: 1, console: true, data: 'a' })).toEqual({
    port: '2',
    console: false,
    data: 'a',
  })
  expect(await settings([], {})).toEqual({ port: '4010', console: true })
})

test('a variable that stands for a flag beats the configuration', async () => {
  vi.stubEnv('AION_CONTROL_TOKEN', 'of the variable')
  expect(await settings([], { controlToken: 'of the file' })).toMatchObject({ controlToken: 'of the variable' })
  expect(await settings(['--control-token', 'of the flag'], {})).toMatchObject({ controlToken: 'of the flag' })
})
