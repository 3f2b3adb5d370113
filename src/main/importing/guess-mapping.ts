import type { FormField } from '../../shared/model/contact.ts'

/** What other programs call HubSpot's first fields, folded. */
const otherNames: Readonly<Record<string, string>> = {
  mail: 'email',
  emailaddress: 'email',
  emailadresse: 'email',
  firstname: 'firstname',
  givenname: 'firstname',
  vorname: 'firstname',
  lastname: 'lastname',
  surname: 'lastname',
  familyname: 'lastname',
  nachname: 'lastname',
  telephone: 'phone',
  telefon: 'phone',
  telefonnummer: 'phone',
  mobile: 'mobilephone',
  mobil: 'mobilephone',
  organisation: 'company',
  organization: 'company',
  firma: 'company',
  unternehmen: 'company',
  stadt: 'city',
  ort: 'city',
  land: 'country',
  title: 'jobtitle',
  position: 'jobtitle',
}

/**
 * The field that each column seems to be: by its name, its label, both as an export writes them (`City (city)`), or what
 * others call it. A field is filled by one column, and what nobody can set by none.
 */
export function guessMapping(headers: readonly string[], fields: readonly FormField[]): (string | null)[] {
  const settable = fields.filter(({ readOnly }) => readOnly === null)
  const byName = new Map(settable.map(({ name }) => [name.toLowerCase(), name]))
  const byLabel = new Map(settable.toReversed().map(({ label, name }) => [folded(label), name]))
  const taken = new Set<string>()
  const guesses: readonly ((header: string) => string | undefined)[] = [
    (header) => byName.get(header.toLowerCase()),
    (header) => byName.get(/\(([^()\s]+)\)$/.exec(header)?.[1]?.toLowerCase() ?? ''),
    (header) => byLabel.get(folded(header)),
    (header) => byName.get(otherNames[folded(header)] ?? ''),
  ]
  const mapping: (string | null)[] = headers.map(() => null)
  // The surest guess goes first, over all columns.
  for (const guess of guesses) {
    for (const [column, header] of headers.entries()) {
      const name = mapping[column] === null ? guess(header.trim()) : undefined
      if (name === undefined || taken.has(name)) continue
      taken.add(name)
      mapping[column] = name
    }
  }
  return mapping
}

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
