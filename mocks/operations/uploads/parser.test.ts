import { expect, test } from 'vitest'
import { createParser } from './parser.ts'

const decoder = new TextDecoder()

/** What a parser finds in a form: its parts, and whether it came to an end. */
function parse(boundary: string, chunks: readonly Uint8Array[]): unknown[] {
  const found: unknown[] = []
  const parser = createParser({
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    isFile: () => true,
    onFile({ name }) {
      let text = ''
      return (chunk) => {
        if (chunk) text += decoder.decode(chunk)
        else found.push([name, text])
      }
    },
    onField: () => found.push('a field'),
    onError: ({ _tag }) => found.push(_tag),
    onDone: () => found.push('done'),
  })
  for (const chunk of chunks) parser.write(chunk)
  parser.end()
  return found
}

function piecesOf(whole: Uint8Array, bytes: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(whole.length / bytes) }, (_, n) => whole.subarray(n * bytes, (n + 1) * bytes))
}

const texts = ['', '-', '--', '---', 'a-\r\n-', '\r\n--', '-\r\n--B\r', '\r\r\n-\r\n']

test.each(['Boundary', 'B-', '-', '--', '----1'])(
  'a form is the same wherever it is cut, with the boundary %s',
  (boundary) => {
    for (const text of texts.filter((one) => !`\r\n${one}\r\n`.includes(`\r\n--${boundary}`))) {
      const part = (name: string) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`
      for (const ending of ['', '\r\n', '\r\nand more-']) {
        const whole = new TextEncoder().encode(`${part('one')}${part('two')}--${boundary}--${ending}`)
        const expected = [['one', text], ['two', text], 'done']
        for (let at = 0; at <= whole.length; at += 1)
          expect([at, ...parse(boundary, [whole.subarray(0, at), whole.subarray(at)])]).toEqual([at, ...expected])
        for (const bytes of [1, 2, 3, 7]) expect(parse(boundary, piecesOf(whole, bytes))).toEqual(expected)
      }
    }
  },
)

test.each(['--', '-', ''])(
  'a form that ends with "%s" behind its boundary has ended only with two dashes',
  (ending) => {
    const form = new TextEncoder().encode(`--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b${ending}`)
    expect(parse('b', [form]).includes('done')).toBe(ending === '--')
  },
)
