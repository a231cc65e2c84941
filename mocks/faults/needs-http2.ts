import type { Fault } from './fault.ts'
import { transportRow } from './transports.ts'

/** Whether a fault is one of HTTP/2 streams. */
export const needsHttp2 = (fault: Fault): boolean =>
  'transport' in fault && transportRow(fault.transport).needsHttp2 === true

/** Why a fault cannot be asked for over HTTP/1.1. */
export const onlyOverHttp2 =
  'Is of HTTP/2, and this request came over HTTP/1.1: start the mock with https, and let the client choose h2'

/** Why it cannot be planned where nobody speaks HTTP/2. */
export const nobodySpeaksHttp2 = 'Is of HTTP/2, which this mock does not speak: start it with https'
