import { expect, test } from 'vitest'
import { formatHttpDate, parseHttpDate } from './http-date.ts'

const nowMs = Date.UTC(2026, 0, 15)

const dates = [
  [
    Date.UTC(2026, 0, 4, 1, 2, 3),
    'Sun, 04 Jan 2026 01:02:03 GMT',
    'Sunday, 04-Jan-26 01:02:03 GMT',
    'Sun Jan  4 01:02:03 2026',
  ],
  [
    Date.UTC(2026, 1, 9, 10, 20, 30),
    'Mon, 09 Feb 2026 10:20:30 GMT',
    'Monday, 09-Feb-26 10:20:30 GMT',
    'Mon Feb  9 10:20:30 2026',
  ],
  [
    Date.UTC(2026, 2, 10, 23, 59, 59),
    'Tue, 10 Mar 2026 23:59:59 GMT',
    'Tuesday, 10-Mar-26 23:59:59 GMT',
    'Tue Mar 10 23:59:59 2026',
  ],
  [
    Date.UTC(2026, 3, 1),
    'Wed, 01 Apr 2026 00:00:00 GMT',
    'Wednesday, 01-Apr-26 00:00:00 GMT',
    'Wed Apr  1 00:00:00 2026',
  ],
  [
    Date.UTC(2026, 4, 7),
    'Thu, 07 May 2026 00:00:00 GMT',
    'Thursday, 07-May-26 00:00:00 GMT',
    'Thu May  7 00:00:00 2026',
  ],
  [Date.UTC(2026, 5, 5), 'Fri, 05 Jun 2026 00:00:00 GMT', 'Friday, 05-Jun-26 00:00:00 GMT', 'Fri Jun  5 00:00:00 2026'],
  [
    Date.UTC(2026, 6, 4),
    'Sat, 04 Jul 2026 00:00:00 GMT',
    'Saturday, 04-Jul-26 00:00:00 GMT',
    'Sat Jul  4 00:00:00 2026',
  ],
  [Date.UTC(2026, 7, 2), 'Sun, 02 Aug 2026 00:00:00 GMT', 'Sunday, 02-Aug-26 00:00:00 GMT', 'Sun Aug  2 00:00:00 2026'],
  [Date.UTC(2026, 8, 7), 'Mon, 07 Sep 2026 00:00:00 GMT', 'Monday, 07-Sep-26 00:00:00 GMT', 'Mon Sep  7 00:00:00 2026'],
  [
    Date.UTC(2026, 9, 6),
    'Tue, 06 Oct 2026 00:00:00 GMT',
    'Tuesday, 06-Oct-26 00:00:00 GMT',
    'Tue Oct  6 00:00:00 2026',
  ],
  [
    Date.UTC(2026, 10, 4),
    'Wed, 04 Nov 2026 00:00:00 GMT',
    'Wednesday, 04-Nov-26 00:00:00 GMT',
    'Wed Nov  4 00:00:00 2026',
  ],
  [
    Date.UTC(2004, 11, 30),
    'Thu, 30 Dec 2004 00:00:00 GMT',
    'Thursday, 30-Dec-04 00:00:00 GMT',
    'Thu Dec 30 00:00:00 2004',
  ],
] as const

test.each(dates)('%i is written and read in all three forms', (epochMs, imfFixdate, rfc850, asctime) => {
  expect(formatHttpDate(epochMs + 999)).toBe(imfFixdate)
  expect(formatHttpDate(epochMs, 'rfc850')).toBe(rfc850)
  expect(formatHttpDate(epochMs, 'asctime')).toBe(asctime)
  for (const text of [imfFixdate, rfc850, asctime]) expect(parseHttpDate(text, nowMs)).toBe(epochMs)
})

test('a year before 1000 keeps its four digits', () => {
  expect(formatHttpDate(Date.parse('0812-03-04T05:06:07Z'))).toBe('Sun, 04 Mar 0812 05:06:07 GMT')
})

test.each([
  ['Sun, 04 Jan 2026 23:59:60 GMT', Date.UTC(2026, 0, 5)], // a leap second
  ['Sun, 04 Jan 2026 23:00:00 GMT', Date.UTC(2026, 0, 4, 23)],
  ['Sun, 04 Jan 2026 24:00:00 GMT', undefined],
  ['Sun, 04 Jan 2026 23:60:00 GMT', undefined],
  ['Sun, 04 Jan 2026 23:59:61 GMT', undefined],
  ['Sun, 04 Jan 2026 23:59:59 GMT ', undefined],
  [' Sun, 04 Jan 2026 23:59:59 GMT', undefined],
  ['Sunday, 04-Jan-26 23:59:59 GMT+1', undefined],
  ['Sun Jan 04 01:02:03 2026', Date.UTC(2026, 0, 4, 1, 2, 3)],
  ['Sun Jan 4 01:02:03 2026', undefined],
  ['Saturday, 04-Jan-26 00:00:00 GMT', undefined], // it was a Sunday
  ['Sat Jan  4 00:00:00 2026', undefined],
  ['Tue, 31 Feb 2026 00:00:00 GMT', undefined], // 3 March was a Tuesday
  ['Sun, 00 Feb 2026 00:00:00 GMT', undefined],
])('%s is read as %s', (text, epochMs) => {
  expect(parseHttpDate(text, nowMs)).toBe(epochMs)
})
