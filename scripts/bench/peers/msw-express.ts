import { readFileSync } from 'node:fs'
import express from 'express'
import { getResponse, HttpResponse, http } from 'msw'

/** MSW behind express: one stock handler that gives the body of a file. */
const [, , port = '0', file = ''] = process.argv
const body = readFileSync(file, 'utf8')
const handlers = [
  http.get('*/api/v2/user-files', () => new HttpResponse(body, { headers: { 'Content-Type': 'application/json' } })),
]

const app = express()
app.use(async (request, response) => {
  const headers = new Headers()
  for (let i = 0; i < request.rawHeaders.length; i += 2)
    headers.append(request.rawHeaders[i] ?? '', request.rawHeaders[i + 1] ?? '')
  const url = `http://127.0.0.1:${port}${request.originalUrl}`
  const answer = await getResponse(handlers, new Request(url, { method: request.method, headers }))
  if (!answer) return void response.sendStatus(404)
  response.status(answer.status).setHeaders(answer.headers)
  response.end(await answer.text())
})
app.listen(Number(port), '127.0.0.1')
