import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { setupServer } from 'msw/node'
import { afterEach, describe, expect, test } from 'vitest'
import { createFetch, expectAttempts, installFetch } from '../mocks/fetch.ts'
import { createHandlers } from '../mocks/msw.ts'
import { startMockServer } from '../mocks/server/index.ts'

const folder = fileURLToPath(new URL('../mocks/', import.meta.url))
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
)

/** The code of each `@example` of a source: up to the next tag or the end of the comment. */
function examplesOf(source: string): string[] {
  return [...source.matchAll(/@example(?=\s)([\s\S]*?)(?=\n\s*\* @|\*\/)/g)].map(([, text = '']) =>
    text.replace(/^[ \t]*\* ?/gm, '').trim(),
  )
}

const found = sources.flatMap((name) =>
  examplesOf(readFileSync(folder + name, 'utf8')).map((code) => ({ name, code, line: code.split('\n')[0] })),
)

const AsyncFunction = (async () => {}).constructor as FunctionConstructor // no global of its own

const running: { close(): void }[] = []
afterEach(() => {
  for (const server of running.splice(0)) server.close()
})

describe('the examples of the mock run as they stand', () => {
  test('there are some', () => {
    expect(found.length).toBeGreaterThanOrEqual(10)
  })

  test.each(found)('$name: $line', async ({ code }) => {
    const mock = createFetch()
    const scope: Record<string, unknown> = {
      createFetch,
      installFetch,
      createHandlers,
      startMockServer,
      expectAttempts,
      setupServer: (...handlers: Parameters<typeof setupServer>) => {
        const server = setupServer(...handlers)
        running.push(server)
        return server
      },
      mock,
      faults: mock.faults,
      call: (url = 'https://api.aionvision.tech/api/v2/user-files') =>
        mock(url, { headers: { Authorization: 'Bearer aion_test_example_of_the_docs' } }),
    }
    const own = Object.keys(scope).filter((name) => !new RegExp(`(const|using) ${name}\\b`).test(code))
    await AsyncFunction(...own, code)(...own.map((name) => scope[name]))
  })
})
