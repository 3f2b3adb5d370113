import type { ContactValues } from '../../shared/model/contact.ts'
import type { ContactEditing } from '../providers/provider.ts'
import type { Change } from './change.ts'
import { valuesOver } from './lay-over.ts'

/**
 * The columns of the list that these values decide, laid over what a record holds; also where they show what stands
 * there now, because that may change while the values wait. A column is one of them when it would show something else
 * with other values.
 */
export function shownBy(
  contacts: Pick<ContactEditing, 'shown'>,
  under: ContactValues,
  values: ContactValues,
): Change['shown'] {
  const over = valuesOver(under, [{ values }])
  const others = Object.keys(values).map((name) => [name, `x${over[name] ?? ''}`] as const)
  const [shown, other] = [contacts.shown(over), contacts.shown({ ...over, ...Object.fromEntries(others) })]
  return {
    ...(shown.name === other.name || shown.name === '' ? {} : { name: shown.name }),
    ...(shown.email === other.email ? {} : { email: shown.email }),
    ...(shown.organisation === other.organisation ? {} : { organisation: shown.organisation }),
    ...(shown.phone === other.phone ? {} : { phone: shown.phone }),
  }
}
