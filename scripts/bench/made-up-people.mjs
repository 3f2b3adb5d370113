/**
 * Made-up contacts whose names, addresses and companies are as common as real ones: a few of each stand for many rows, most
 * for a handful. What a search costs depends on that; the test suite's own rows share ten first names.
 */
import { generatedItem, seededRandom } from '../../tests/support/made-up-items.ts'

const FIRST_NAMES = (
  'James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica ' +
  'Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony Sandra Mark Margaret Donald Ashley ' +
  'Steven Kimberly Andrew Emily Paul Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa George Deborah ' +
  'Anna Ann Anne Annie Annette Annika José Renée Zoë Björn Søren Łukasz Agnieszka Chloé Jürgen Nguyễn Siobhán Yūki ' +
  'Olga Igor Fatima Mohammed Ahmed Aisha Priya Raj Wei Ling Hiro Kenji Mateo Sofia Lucía Diego Camila Elena Ivan Katya'
).split(' ')
const SYLLABLES = (
  'an ber cal don el far gar hol in jor kan lor man nor ol per quin ros sel tan ur vin wal yor zel mar bel son ton ley ' +
  'ford wick ham field stein berg sky ova ini ez dale wood brook'
).split(' ')
const COMMON_LAST_NAMES = 'Smith Johnson Williams Brown Jones García Miller Davis Wilson Lindberg'.split(' ')
const WORDS =
  'North South Global Prime Cloud Bright Blue Green Iron Stone River Delta Nova Summit Harbor Atlas'.split(
    ' ',
  )
const FORMS = 'Inc LLC GmbH Ltd SA Group Labs'.split(' ')
const MAIL_PROVIDERS = 'gmail.com outlook.com yahoo.com icloud.com'.split(' ')

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1)
const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase()
const pickFrom = (random) => (list) => list[Math.floor(random() * list.length)]

const LAST_NAMES = made(6_000, COMMON_LAST_NAMES, 7, (pick, random) =>
  capital(pick(SYLLABLES) + pick(SYLLABLES) + (random() < 0.5 ? pick(SYLLABLES) : '')),
)
const COMPANIES = made(
  40_000,
  [],
  9,
  (pick) => `${pick(WORDS)} ${capital(pick(SYLLABLES) + pick(SYLLABLES))} ${pick(FORMS)}`,
)

function made(count, known, seed, make) {
  const random = seededRandom(seed)
  return [...known, ...Array.from({ length: count - known.length }, () => make(pickFrom(random), random))]
}

/** Contact number `index`: the same for the same number and generation. */
export function person(index, generation, chosen) {
  const random = seededRandom(index * 7_919 + generation * 104_729)
  const pick = pickFrom(random)
  const first = pick(FIRST_NAMES)
  // The product of two makes the names at the beginning the common ones.
  const last = LAST_NAMES[Math.floor(random() * random() * LAST_NAMES.length)]
  const organisation = pick(COMPANIES)
  const domain =
    random() < 0.3 ? pick(MAIL_PROVIDERS) : `${organisation.split(' ').slice(0, 2).map(plain).join('-')}.com`
  const number = random() < 0.4 ? Math.floor(random() * 999) : ''
  return generatedItem(index, generation, {
    name: `${first} ${last}`,
    email: `${plain(first)}.${plain(last)}${number}@${domain}`,
    organisation,
    phone: `+1 ${200 + Math.floor(random() * 800)} ${String(Math.floor(random() * 10_000_000)).padStart(7, '0')}`,
    ...chosen,
  })
}
