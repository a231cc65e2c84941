export type { Call, CallRequest } from '../../fixtures/clients/call.ts'
export { type CheckOptions, checkClient } from './check-client.ts'
export type { ClientFinding, ClientReport } from './judge.ts'
export type { Profile } from './profile.ts'
