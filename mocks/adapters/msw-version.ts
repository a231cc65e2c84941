/**
 * Refuses an msw without the `http` namespace, which is every one before version 2.
 * @throws Error that says what to install
 */
export function refuseOldMsw(msw: object): void {
  if (!('http' in msw))
    throw new Error('aion-contract/msw needs msw 2.15 or newer, and the one installed is older: npm install -D msw@3')
}
