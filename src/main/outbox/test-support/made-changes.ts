import { accountIdSchema } from '../../../shared/model/account.ts'
import { itemKeySchema } from '../../../shared/model/item.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import type { Change } from '../change.ts'
import { blank } from '../edits.ts'

let count = 0

/** A change of a record of its own, unless the test says which. */
export function made(differences: Partial<Change> = {}): Change {
  count += 1
  return {
    ...blank(0, count),
    kind: 'update',
    providerId: providerIdSchema.parse('hubspot'),
    accountId: accountIdSchema.parse('a'),
    key: itemKeySchema.parse(`hubspot:a:contact:1${count}`),
    externalId: '9',
    name: 'Ada Lovelace',
    values: { phone: '+44 1' },
    base: { phone: '' },
    ...differences,
  }
}
