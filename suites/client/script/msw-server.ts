import { http } from 'msw'
import { answerWeb, bodyOf, networkError } from '../../../mocks/adapters/fetch.ts'
import { createScriptAnswers, type ScriptOptions } from './answers.ts'
import type { BehindMsw } from './behind-msw.ts'
import type { ScriptServer } from './server.ts'

/** Serves one script as a handler of an MSW set-up. One at a time: the base URL is one. */
export async function startMswScript({ server, baseUrl }: BehindMsw, options: ScriptOptions): Promise<ScriptServer> {
  const { core, attempts, asides, owesAnAnswer, giveIn } = createScriptAnswers(options, {
    url: () => baseUrl,
    endConnection: () => undefined,
  })
  const { pathname } = new URL(baseUrl, 'http://localhost')
  server.use(
    http.all(`${baseUrl}/*`, async ({ request }) => {
      const url = new URL(request.url)
      const { method, headers, signal } = request
      const target = `${url.pathname.slice(pathname === '/' ? 0 : pathname.length)}${url.search}`
      const answer = answerWeb(core, options.time, {
        method,
        origin: url.origin,
        target,
        headers,
        body: bodyOf(request),
        signal,
      })
      // MSW would report the client's own abort as a failure of this handler.
      const response = await answer.catch(() => networkError)
      return response === networkError || typeof response === 'symbol' ? Response.error() : response
    }),
  )
  return { url: baseUrl, attempts, asides, owesAnAnswer, giveIn, close: async () => server.resetHandlers() }
}
