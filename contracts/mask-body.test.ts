import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskBody } from './mask-body.ts'
import { isSecretName } from './secret-names.ts'

/** An object in so many texts of JSON; without a field the innermost text is masked. */
function nested(levels: number, field: string | undefined, value = 'x y='): string {
  const inner = field === undefined ? '***' : JSON.stringify({ [field]: value })
  return Array.from({ length: levels }).reduce<string>((text) => JSON.stringify({ a: text }), inner)
}

const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--`

test.each([
  ['a field', '{"user":"a","password":"hunter2"}', '{"user":"a","password":"***"}'],
  ['a nested one', '{"a":[{"access_token" : "xyz"}]}', '{"a":[{"access_token" : "***"}]}'],
  ['a list', '{"secrets":["a",{"b":"c","d":[7]}],"e":1}', '{"secrets":["***",{"b":"***","d":[0]}],"e":1}'],
  ['a number', '{"otp":123456,"n":5}', '{"otp":000000,"n":5}'],
  ['JSON that breaks off in it', '{"password":"hunt', '{"password":"***"'],
  ['JSON in JSON', '{"body":"{\\"password\\":\\"hunter2\\"}"}', '{"body":"{\\"password\\":\\"***\\"}"}'],
  ['a link', '{"next":"https://a/b?page=2&access_token=xyz"}', '{"next":"https://a/b?page=2&access_token=***"}'],
  ['a key that is escaped', '{"pass\\u0077ord":"x"}', '{"pass\\u0077ord":"***"}'],
  ['a form', 'user=a&password=hunter2&x=1', 'user=a&password=***&x=1'],
  [
    'a form of parts',
    '--b\r\nContent-Disposition: form-data; name="api_key"\r\n\r\nxyz\r\n--b--',
    '--b\r\nContent-Disposition: form-data; name="api_key"\r\n\r\n***\r\n--b--',
  ],
  ['a page', '<a href="/x?api_key=xyz">', '<a href="/x?api_key=***">'],
  ['a text that looks like JSON', ' "token=x"', ' "token=***"'],
  ['a list of texts', '["/a?token=x", 5]', '["/a?token=***", 5]'],
  ['only the secret field', '{"a":1,"token":"x","b":{"c":"y"}}', '{"a":1,"token":"***","b":{"c":"y"}}'],
  ['what follows a secret object', '{"secret":{"a":{"b":1}},"c":2}', '{"secret":{"a":{"b":0}},"c":2}'],
  ['what follows a secret list', '{"secrets":[[1],[2]],"c":[3]}', '{"secrets":[[0],[0]],"c":[3]}'],
  [
    'a secret object in another',
    '{"secret":{"token":{"a":1},"b":2},"c":3}',
    '{"secret":{"token":{"a":0},"b":0},"c":3}',
  ],
  ['a number that is negative', '{"pin":-12.5e3,"x":null}', '{"pin":-00.0e0,"x":null}'],
  ['no word without digits', '{"pin":null,"otp":true,"pwd":""}', '{"pin":null,"otp":true,"pwd":""}'],
  ['a key whose colon stands apart', '{"token" \n : "x"}', '{"token" \n : "***"}'],
  ['no text that is a list entry', '{"a":["token","x"]}', '{"a":["token","x"]}'],
  ['a broken escape', '{"pass\\u00":"x","token":"\\u00"}', '{"pass\\u00":"x","token":"***"}'],
  ['a link that is not first', '{"token":"x","next":"/a?sid=y"}', '{"token":"***","next":"/a?sid=***"}'],
  ['JSON in JSON in JSON', nested(2, 'token'), nested(2, 'token', '***')],
  ['JSON three times in JSON', nested(3, 'token'), nested(3, 'token', '***')],
  ['as a whole what lies deeper', nested(4, 'name'), nested(4, undefined)],
  ['a form of parts with an empty one', part('token', ''), part('token', '')],
  ['a form of parts with a harmless one', part('name', 'x'), part('name', 'x')],
  [
    'a form of parts that breaks off',
    part('token', 'x\r\ny').replace(/\r\n--b--$/, ''),
    part('token', '***').replace(/\r\n--b--$/, ''),
  ],
  [
    'a part with more headers',
    'name="sid"; a=b\r\nContent-Type: text/plain\r\n\r\nx',
    'name="sid"; a=b\r\nContent-Type: text/plain\r\n\r\n***',
  ],
  ['an address with a password', 'to https://me:pw@host/', 'to https://***@host/'],
])('%s is masked', (_, body, masked) => {
  expect(maskBody(body)).toBe(masked)
})

/** The names of all fields of a value, however deep. */
function fieldsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [name, ...fieldsOf(inner)])
}

test('what holds no secret stays letter by letter', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 2), (text, space) => {
      // By chance a short key is a secret's name: `{"PWd":5}`.
      fc.pre(fieldsOf(JSON.parse(text)).every((name) => !isSecretName(name)))
      const written = JSON.stringify(JSON.parse(text), null, space)
      expect(maskBody(written)).toBe(written)
    }),
  )
})

test('masked JSON is JSON, and no text of a secret field is left', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.jsonValue(), (secret, beside) => {
      const body = JSON.stringify({ beside, deep: [{ password: `<${secret}>` }] })
      const masked: { deep: [{ password: string }] } = JSON.parse(maskBody(body))
      expect(masked.deep[0].password).toBe('***')
    }),
  )
})

test('each secret is told', () => {
  const told: string[] = []
  maskBody('{"password":"a\\nb","url":"?token=xyz"}', (secret) => told.push(secret))
  expect(told).toEqual(['a\nb', 'xyz'])
  told.length = 0
  maskBody(part('pin', '12'), (secret) => told.push(secret))
  maskBody('token=x', (secret) => told.push(secret))
  expect(told).toEqual(['12', 'x'])
})

test('a hostile body takes no time', () => {
  const from = process.cpuUsage()
  for (const text of [
    '{"a":'.repeat(80_000),
    '"'.repeat(500_000),
    `{"${'\\'.repeat(500_000)}`,
    'a='.repeat(250_000),
    ' '.repeat(500_000),
    `x name="${'\r\na'.repeat(100_000)}`,
    '://a'.repeat(100_000),
    `[${'"\\"",'.repeat(60_000)}`,
  ])
    maskBody(text)
  expect(process.cpuUsage(from).user / 1_000).toBeLessThan(3_000)
})
