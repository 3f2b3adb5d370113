/**
 * Addresses that several people of a place read: two contacts with such a one in common are likely two. Names of RFC 2142,
 * and what else stands before the domain in the addresses of offices, in English and German.
 */
const mailboxes: ReadonlySet<string> = new Set(
  (
    'abuse accounting admin anfrage buchhaltung billing buero contact enquiries hello help hostmaster hr info invoice jobs ' +
    'kontakt mail marketing news noc noreply no-reply office orders post postmaster presse press sales security service ' +
    'support team usenet verkauf vertrieb webmaster www zentrale'
  ).split(' '),
)

/** `address` as `emailKey` makes it. */
export const isSharedMailbox = (address: string): boolean =>
  mailboxes.has(address.slice(0, address.lastIndexOf('@')))
