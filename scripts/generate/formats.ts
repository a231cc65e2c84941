import { realDate } from '../../contracts/real-date.ts'
import { pathFormat } from '../../mocks/faults/path-pattern.ts'

const time = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?'

/**
 * The formats of our schemas. Regular expressions only: ajv writes them into the generated code, while the functions
 * of ajv-formats would have to be imported at run time.
 */
export const formats = {
  date: new RegExp(`^${realDate}$`),
  // Without an offset too: Python frameworks send and take naive times, and mean UTC.
  'date-time': new RegExp(`^${realDate}[Tt ]${time}(?:[Zz]|[+-]\\d\\d:?\\d\\d)?$`),
  // As WHATWG HTML reads an e-mail field, but with a dot in the domain.
  email: /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+$/i,
  uri: /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+[^\s]*$/i,
  // More than an expression can say: the reader of an entry looks at it.
  [pathFormat]: /^/,
  uuid: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
}
