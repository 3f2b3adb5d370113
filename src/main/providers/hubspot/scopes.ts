import type { ScopeDescription } from '../../../shared/model/provider.ts'

const scope = (
  name: string,
  topic: ScopeDescription['topic'],
  right: ScopeDescription['right'] = 'read',
  isOptional = false,
): ScopeDescription => ({ name, topic, right, isOptional })

/**
 * What is asked for. All that the registered app requires must be asked for as well, else HubSpot's install
 * page is an error page (its OAuth guide), which is why the user can edit the list.
 */
export const scopes: readonly ScopeDescription[] = [
  scope('oauth', 'account'),
  scope('crm.objects.contacts.read', 'contacts'),
  scope('crm.objects.contacts.write', 'contacts', 'change'),
  scope('crm.objects.companies.read', 'companies'),
  scope('crm.objects.deals.read', 'deals'),
  scope('crm.objects.owners.read', 'owners', 'read', true),
  scope('crm.schemas.contacts.read', 'contact-properties', 'read', true),
  scope('crm.schemas.companies.read', 'company-properties', 'read', true),
  scope('crm.schemas.deals.read', 'deal-properties', 'read', true),
]
