/**
 * What people type into the search field, letter by letter: beginnings of names, two words, a company, an e-mail address and
 * parts of one, digits of a phone number, and what nobody has.
 */
const TYPED = [
  'smith',
  'james wilson',
  'annika',
  'mary garcia',
  'lukasz',
  'nguyen lindberg',
  'north harbor',
  'stone walton group',
  'anna.smith@gmail.com',
  'wilson42@',
  'outlook.com',
  'bright-',
  '+1 415 555',
  '4155501',
  'xqzt',
  'mary zzyzx',
]

export const QUERIES = TYPED.flatMap((text) =>
  Array.from(text, (_, at) => text.slice(0, at + 1)).filter((typed) => !typed.endsWith(' ')),
)
