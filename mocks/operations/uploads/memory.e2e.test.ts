import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { samples } from '../../../fixtures/media/samples.ts'
import { heldBytes } from '../../testing/held-bytes.ts'
import { startTestMock } from '../../testing/start-test-mock.ts'

const mebibyte = 1_048_576
const boundary = 'aion'
const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="large.png"\r\nContent-Type: image/png\r\n\r\n`
const tail = `\r\n--${boundary}--\r\n`

/** A form with one PNG that goes on for so many mebibytes, made as it is sent. */
async function* form(mebibytes: number): AsyncGenerator<Buffer> {
  const block = Buffer.alloc(mebibyte, 7)
  yield Buffer.from(head)
  yield Buffer.from(samples.png.bytes)
  for (let i = 0; i < mebibytes; i++) yield block
  yield Buffer.from(tail)
}

function send(url: string, mebibytes: number): Promise<{ readonly status: number | undefined; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}/user-files/upload/stream`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer aion_test_name_of_your_choice',
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
    })
    outgoing.on('response', async (response) => {
      let text = ''
      for await (const chunk of response) text += chunk
      resolve({ status: response.statusCode, text })
    })
    outgoing.on('error', reject)
    Readable.from(form(mebibytes)).pipe(outgoing)
  })
}

/** The most that is held beyond what was held before, while something runs. */
async function extraBytes(run: () => Promise<unknown>): Promise<number> {
  const before = heldBytes()
  let most = 0
  let isRunning = true
  const watch = (async () => {
    while (isRunning) {
      most = Math.max(most, heldBytes() - before)
      await pause(25)
    }
  })()
  await run()
  isRunning = false
  await watch
  return most
}

test('99 MB upload in little memory, and come back byte by byte', async () => {
  await using mock = await startTestMock()
  await send(mock.url, 1)
  let answer: Awaited<ReturnType<typeof send>> | undefined
  const extra = await extraBytes(async () => {
    answer = await send(mock.url, 99)
  })
  expect(answer?.status).toBe(200)
  expect(extra).toBeLessThan(16 * mebibyte)
  const { image_id: id } = JSON.parse(answer?.text ?? '')
  const download = await fetch(`${mock.url}/user-files/${id}/download`, {
    headers: { Authorization: 'Bearer aion_test_name_of_your_choice' },
  })
  const hash = createHash('sha256')
  for await (const chunk of download.body ?? []) hash.update(chunk)
  const file = await fetch(`${mock.url}/user-files/${id}`, {
    headers: { Authorization: 'Bearer aion_test_name_of_your_choice' },
  })
  expect(hash.digest('hex')).toBe(((await file.json()) as { hash: string }).hash) // the details of a file
})
