import { refuse } from '../../core/message.ts'
import type { Handler } from '../operation.ts'

/** The mock has the contract, not the owner's software: pip is told where to look. */
const notHere = () =>
  refuse('HTTP_404', {
    message: 'The mock has no copy of the SDK; install it from the index of the API itself and point it at the mock',
  })

export const listPackages: Handler<'listPackages'> = notHere
export const getPackage: Handler<'getPackage'> = notHere
export const downloadWheel: Handler<'downloadWheel'> = notHere
