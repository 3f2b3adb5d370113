/**
 * Domains under which anybody gets an address: two of a name there say nothing about whether they are one person. The
 * large services of the world and of the German-speaking countries; national forms of a name (`yahoo.co.jp`) are found
 * by its beginning.
 */
const services = [
  ...[
    'gmail',
    'googlemail',
    'yahoo',
    'ymail',
    'rocketmail',
    'hotmail',
    'outlook',
    'live',
    'msn',
    'aol',
    'gmx',
  ],
  ...[
    'web',
    'icloud',
    'me',
    'mac',
    'mail',
    'protonmail',
    'proton',
    'pm',
    'tutanota',
    'tuta',
    'fastmail',
    'zoho',
  ],
]
const endings = [
  'com',
  'net',
  'org',
  'de',
  'at',
  'ch',
  'fr',
  'it',
  'es',
  'nl',
  'be',
  'pl',
  'se',
  'dk',
  'ru',
  'in',
  'jp',
]
const second = [
  'co.uk',
  'co.jp',
  'co.in',
  'co.kr',
  'com.au',
  'com.br',
  'com.mx',
  'com.ar',
  'com.tr',
  'com.sg',
  'ca',
  'ie',
]
const others = [
  ...[
    't-online.de',
    'freenet.de',
    'arcor.de',
    'posteo.de',
    'mailbox.org',
    'online.de',
    'email.de',
    'vodafone.de',
  ],
  ...[
    'bluewin.ch',
    'hispeed.ch',
    'aon.at',
    'chello.at',
    'orange.fr',
    'wanadoo.fr',
    'free.fr',
    'laposte.net',
    'sfr.fr',
  ],
  ...['libero.it', 'virgilio.it', 'tiscali.it', 'alice.it', 'btinternet.com', 'sky.com', 'virginmedia.com'],
  ...['comcast.net', 'verizon.net', 'att.net', 'sbcglobal.net', 'bellsouth.net', 'cox.net', 'charter.net'],
  ...['qq.com', '163.com', '126.com', 'sina.com', 'foxmail.com', 'naver.com', 'hanmail.net', 'daum.net'],
  ...[
    'yandex.ru',
    'yandex.com',
    'bk.ru',
    'inbox.ru',
    'list.ru',
    'rambler.ru',
    'wp.pl',
    'o2.pl',
    'onet.pl',
    'interia.pl',
  ],
  ...[
    'uol.com.br',
    'bol.com.br',
    'terra.com.br',
    'rediffmail.com',
    'seznam.cz',
    'centrum.cz',
    'telenet.be',
    'ziggo.nl',
  ],
  ...[
    'proton.me',
    'hey.com',
    'mail.ee',
    'abv.bg',
    'walla.co.il',
    'telia.com',
    'duck.com',
    'skynet.be',
    'kpnmail.nl',
  ],
]

const domains: ReadonlySet<string> = new Set([
  ...services.flatMap((name) => [...endings, ...second].map((ending) => `${name}.${ending}`)),
  ...others,
])

/** Whether a domain, in small letters, gives addresses to anybody. */
export const isFreeMail = (domain: string): boolean => domains.has(domain)
