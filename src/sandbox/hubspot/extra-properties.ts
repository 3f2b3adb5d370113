import { CONTACT_PROPERTIES } from './contact-properties.ts'
import { formatDay, formatInstant } from './instants.ts'
import { PRIORITIES } from './options.ts'
import { propertiesOf, type Kind, type PropertyDefinition } from './property-definition.ts'
import { DAY_MS, MADE_UP_UNTIL_MS } from './times.ts'

const KINDS: readonly Kind[] = [
  'string',
  'number',
  'enumeration',
  'date',
  'bool',
  'datetime',
  'string/textarea',
]

const survey = propertiesOf('harbour_surveys')

/** How many properties contacts have in an account that has too many. */
const MANY = 600
/** How many answers a contact has. */
const ANSWERS = 8

/**
 * So many more properties as imports of many years leave behind. Their names alone are longer than any
 * address may be, from about 300 of them on.
 */
export const EXTRA_PROPERTIES: readonly PropertyDefinition[] = Array.from(
  { length: MANY - CONTACT_PROPERTIES.length },
  (_, at) => {
    const year = 2004 + Math.floor(at / 24)
    const question = (at % 24) + 1
    const kind = KINDS[at % KINDS.length] ?? 'string'
    return survey(
      `harbour_survey_${year}_question_${question}`,
      `Survey ${year}, question ${question}`,
      kind,
      {
        hubspotDefined: false,
        description: `An answer from the survey of ${year}.`,
        ...(kind === 'enumeration' ? { options: PRIORITIES } : {}),
      },
    )
  },
)

const VALUES: Readonly<Record<string, (index: number) => string>> = {
  string: (index) => `Answer ${index % 97}`,
  number: (index) => String(index % 1_000),
  enumeration: (index) => PRIORITIES[index % PRIORITIES.length]?.value ?? '',
  date: (index) => formatDay(MADE_UP_UNTIL_MS - (index % 3_000) * DAY_MS),
  datetime: (index) => formatInstant(MADE_UP_UNTIL_MS - (index % 3_000) * 3_599_999),
  bool: (index) => String(index % 2 === 0),
}

/** What a contact answered: a few values, spread over all of those properties. */
export function extraValues(index: number): Record<string, string> {
  const values: Record<string, string> = {}
  for (let answer = 0; answer < ANSWERS; answer++) {
    const definition = EXTRA_PROPERTIES[(index * 31 + answer * 61) % EXTRA_PROPERTIES.length]
    const make = definition === undefined ? undefined : VALUES[definition.type]
    if (definition !== undefined && make !== undefined) values[definition.name] = make(index + answer)
  }
  return values
}
