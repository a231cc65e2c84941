import { expect, test } from 'vitest'
import { refuseOldMsw } from './msw-version.ts'

test('an msw without handlers is told to be replaced', () => {
  expect(() => refuseOldMsw({ rest: {} })).toThrow(
    'aion-contract/msw needs msw 2.15 or newer, and the one installed is older: npm install -D msw@3',
  )
  expect(() => refuseOldMsw({ http: {} })).not.toThrow()
})
