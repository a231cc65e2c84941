import { expect, test } from 'vitest'
import { explainMissingMsw } from './msw-trouble.ts'

const failure = (code: string, message: string) => Object.assign(new Error(message), { code })

// As Node says it for import and for require, and jest for both.
test.each([
  failure(
    'ERR_MODULE_NOT_FOUND',
    "Cannot find package 'msw' imported from /app/node_modules/aion-contract/dist/msw.js",
  ),
  failure('MODULE_NOT_FOUND', "Cannot find module 'msw' from 'node_modules/aion-contract/dist/msw.js'"),
])('a missing msw is told with what to do: $code', (error) => {
  expect(explainMissingMsw(error)).toMatchObject({
    message: 'aion-contract/msw needs msw, which is not installed: npm install -D msw@3',
    cause: error,
  })
})

test.each([
  failure('ERR_MODULE_NOT_FOUND', "Cannot find package 'outvariant' imported from /app/node_modules/msw/lib/index.js"),
  failure('ERR_INVALID_ARG_TYPE', "The argument must not be 'msw'"),
  new TypeError('baseUrl'),
  undefined,
])('any other trouble stays what it is', (error) => {
  expect(explainMissingMsw(error)).toBe(error)
})
