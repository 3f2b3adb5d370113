import type { PropertyDefinition } from './property-definition.ts'

type Labels = Readonly<Record<string, string>>

const GERMAN: Labels = {
  email: 'E-Mail',
  firstname: 'Vorname',
  lastname: 'Nachname',
  salutation: 'Anrede',
  phone: 'Telefonnummer',
  mobilephone: 'Mobiltelefonnummer',
  company: 'Unternehmensname',
  jobtitle: 'Berufsbezeichnung',
  address: 'Postanschrift',
  city: 'Stadt',
  zip: 'Postleitzahl',
  country: 'Land/Region',
  lifecyclestage: 'Lifecycle-Phase',
  createdate: 'Erstellungsdatum',
  name: 'Name des Unternehmens',
  industry: 'Branche',
  dealname: 'Deal-Name',
  dealstage: 'Deal-Phase',
  amount: 'Betrag',
  closedate: 'Abschlussdatum',
}

const FRENCH: Labels = {
  email: 'E-mail',
  firstname: 'Prénom',
  lastname: 'Nom',
  salutation: 'Civilité',
  phone: 'Numéro de téléphone',
  mobilephone: 'Numéro de téléphone mobile',
  company: 'Nom de l’entreprise',
  jobtitle: 'Intitulé du poste',
  address: 'Adresse postale',
  city: 'Ville',
  zip: 'Code postal',
  country: 'Pays/région',
  lifecyclestage: 'Phase du cycle de vie',
  createdate: 'Date de création',
  name: 'Nom de l’entreprise',
  industry: 'Secteur d’activité',
  dealname: 'Nom de la transaction',
  dealstage: 'Phase de la transaction',
  amount: 'Montant',
  closedate: 'Date de fermeture',
}

const LABELS: Readonly<Record<string, Labels | undefined>> = { de: GERMAN, fr: FRENCH }

/** A label in the language of a locale such as `de` or `fr-CA`; HubSpot translates nothing but its own. */
export function labelIn(locale: string | null, { name, label, hubspotDefined }: PropertyDefinition): string {
  if (locale === null || !hubspotDefined) return label
  return LABELS[locale.slice(0, 2).toLowerCase()]?.[name] ?? label
}
