import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskBody } from './mask-body.ts'
import { isSecretName } from './secret-names.ts'

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
  ['an address with a password', 'to https://me:pw@host/', 'to https://me:***@host/'],
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
