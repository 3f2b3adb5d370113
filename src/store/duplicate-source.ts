import type { DuplicateSearch } from '../shared/duplicate-protocol.ts'
import type { Sqlite, Statement } from './driver.ts'
import { StoreFailure } from './failure.ts'
import { fieldInSql } from './field-sql.ts'
import type { ComparedContact } from './duplicate-keys.ts'

/** A contact of a source (`list-source.ts`). */
export interface SourceContact extends ComparedContact {
  readonly rid: number
}

export type ReadContacts = (db: Sqlite, rows: string) => readonly SourceContact[]

type Columns = readonly [
  rid: number,
  accountId: string,
  name: string,
  organisation: string | null,
  email: string | null,
  phone: string | null,
  ...more: (string | number | null)[],
]

/** Whether anything that is compared lies in the provider's record. */
export const comparesRecords = ({ emails, phones }: DuplicateSearch): boolean =>
  emails.length + phones.length > 0

/** What is compared of contacts of a source. Throws `unknown-field` where a field has no texts. */
export function contactReader({ emails, phones }: DuplicateSearch, source: string): ReadContacts {
  const more = [...emails, ...phones].map(({ id }) => {
    const { kind, value } = fieldInSql(id, { fields: [...emails, ...phones], columns: [], nowMs: 0 })
    const isText = kind === 'email' || kind === 'phone' || kind === 'text' || kind === 'choice'
    if (!isText && kind !== 'choices') throw new StoreFailure('unknown-field', 'only texts are compared')
    return { value, isSeveral: kind === 'choices' }
  })
  const columns = ['rid', 'account_id', 'name', 'organisation', 'email', 'phone'].map(
    (name) => `source.${name}`,
  )
  const text = `SELECT ${[...columns, ...more.map(({ value }) => value.text)].join(', ')}
    FROM ${source} WHERE source.type = 'contact' AND source.account_id IS NOT NULL`
  const params = more.flatMap(({ value }) => value.params)
  // Not kept with the others (`sql.ts`): it goes with the search.
  let statement: Statement<(string | number)[], Columns> | null = null
  return (db, rows) => {
    if (statement === null) {
      statement = db.prepare<(string | number)[], Columns>(text)
      statement.raw()
    }
    return statement.all(...params, rows).map((row): SourceContact => {
      const [rid, accountId, name, organisation, email, phone, ...values] = row
      const texts = values.map((value, n) => textsOf(value, more[n]?.isSeveral === true))
      return {
        ...{ rid, accountId, name, organisation },
        emails: [...textsOf(email, false), ...texts.slice(0, emails.length).flat()],
        phones: [...textsOf(phone, false), ...texts.slice(emails.length).flat()],
      }
    })
  }
}

/** Of several values `compared_value` makes a JSON array of texts. */
function textsOf(value: string | number | null, isSeveral: boolean): readonly string[] {
  if (typeof value !== 'string') return []
  return isSeveral ? (JSON.parse(value) as string[]) : [value]
}
