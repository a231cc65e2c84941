import { Command } from 'commander'
import { expect, test } from 'vitest'
import { withConfig } from './settings.ts'

async function settings(words: readonly string[], config: object): Promise<object> {
  let result: object = {}
  const command = new Command()
    .option('--port <n>', '', '4010')
    .option('--no-console', '')
    .option('--data <file>', '')
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
