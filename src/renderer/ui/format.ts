// One formatter each, made once: creating an Intl object per list row is slow.
const dateFormat = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })
const dateTimeFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })
const numberFormat = new Intl.NumberFormat('en')

/** `20 Nov 2026` in the order of the language. */
export const formatDate = (atMs: number): string => dateFormat.format(atMs)

/** Date and time to the minute, in this computer's time zone. */
export const formatDateTime = (atMs: number): string => dateTimeFormat.format(atMs)

/** `12,304` */
export const formatCount = (count: number): string => numberFormat.format(count)
