const date =
  '\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))'
const leapDay = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29'
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?'

/**
 * The formats of our schemas. Regular expressions only: ajv writes them into the generated code, while the functions
 * of ajv-formats would have to be imported at run time.
 */
export const formats = {
  date: new RegExp(`^(?:${date}|${leapDay})$`),
  // Without an offset too: Python frameworks send and take naive times, and mean UTC.
  'date-time': new RegExp(`^(?:${date}|${leapDay})[Tt ]${time}(?:[Zz]|[+-]\\d\\d:?\\d\\d)?$`),
  // As WHATWG HTML reads an e-mail field, but with a dot in the domain.
  email: /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+$/i,
  uri: /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+[^\s]*$/i,
  uuid: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
}
